import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('a profile key is generated and renewed', (site) => {
  const statusOf = async (key: string) => (await fetch(`${site().url}/api/v1/me`, { headers: { authorization: `Api-Key ${key}` } })).status;

  it.each(ways)('as the third document says, $way: profile, Security, Generate Key, Renew Key', async ({ javaScript }) => {
    const user = await site().world.user(['problem.read']);
    const person = await site().person({ javaScript }, user);
    await person.page.locator('summary[aria-label^="You:"]').click();
    await person.page.getByRole('link', { name: 'Your profile' }).click();
    await person.page.waitForLoadState();
    await person.press('Security');
    await person.press('Generate Key');
    expect(await person.text()).toContain('Your key is generated');
    const first = await person.page.locator('.secret code').innerText();
    expect(await statusOf(first)).toBe(200);
    if (javaScript) {
      await person.look('profile-key-generated');
      await person.page.getByLabel('I have stored it').check();
    }
    await person.press('Back to Security');
    expect(await person.page.content()).not.toContain(first);
    await person.page.getByText('Renew Key…').click();
    await person.press('Renew it now');
    const second = await person.page.locator('.secret code').innerText();
    expect([second === first, await statusOf(first), await statusOf(second)]).toEqual([false, 401, 200]);
    if (javaScript) await person.page.getByLabel('I have stored it').check();
  });
});
