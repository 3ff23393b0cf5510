import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('a token is given permissions, and somebody else looks after it', (site) => {
  it.each(ways)('$way: it does what was ticked and nothing else, and follows when it is deactivated and activated', async ({ way, javaScript }) => {
    const { world, url } = site();
    const owner = await world.user(['problem.read', 'problem.create']);
    const manager = await world.user(['api-key.read-all', 'api-key.manage-all']);
    const person = await site().person({ javaScript }, owner);
    await person.goTo('/org/megacorp/organisation/api-token/');
    await person.fill('Name', `Reports ${way}`);
    await person.page.getByRole('checkbox', { name: /^problem\.read/ }).check();
    expect(await person.page.getByRole('checkbox', { name: 'May be shown again' }).isChecked()).toBe(true);
    await person.press('Generate');
    const token = await person.page.locator('.secret code').innerText();

    const call = async (method: string) =>
      (
        await fetch(`${url}/api/v1/organisations/megacorp/problems`, {
          method,
          headers: { authorization: `apiToken ${token}`, 'content-type': 'application/json' },
          ...(method === 'POST' && { body: JSON.stringify({ name: 'a', statement: 'b' }) }),
        })
      ).status;
    expect([await call('GET'), await call('POST')]).toEqual([200, 403]);

    await person.press('Go to my API tokens');
    await person.page.getByText(`Reports ${way}`, { exact: true }).click();
    if (javaScript) await person.look('home-organisation-api-token-open');
    expect(await person.page.content()).not.toContain(token);
    await person.press('Show the token');
    expect(await person.page.locator('.secret code').innerText()).toBe(token);

    const other = await site().person({ javaScript }, manager);
    const open = async () => {
      await other.goTo('/org/megacorp/organisation/api-token/');
      await other.press('All API tokens');
      await other.page.locator('summary', { hasText: `Reports ${way}` }).click();
    };
    await open();
    await other.page.getByText('Deactivate…').and(other.page.locator(':visible')).click();
    await other.press('Deactivate the token');
    expect([await call('GET'), await other.text()]).toEqual([401, expect.stringContaining('is deactivated')]);
    await open();
    await other.press('Activate');
    expect([await call('GET'), await other.text()]).toEqual([200, expect.stringContaining('is active again')]);
  });
});
