import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('a machine gets an access of its own', (site) => {
  it.each(ways)('$way: with two workspace roles, and a new secret when the old one is lost', async ({ way, javaScript }) => {
    const { world, url } = site();
    const workspaceId = await world.workspace(`production ${way}`);
    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/');
    await person.page.getByRole('link', { name: 'API access' }).first().click();
    await person.press('Create an API access');
    await person.fill('Name', 'pipeline');
    await person.page.getByRole('checkbox', { name: `Viewer in production ${way}` }).check();
    await person.page.getByRole('checkbox', { name: 'CI/CD Integration in default' }).check();
    if (javaScript) {
      await person.page.locator('[name="Client Secret"]').pressSequentially('abc');
      expect(await person.text()).toContain('Too short: 3 of 10 characters');
      await person.fill('Client Secret', '');
      await person.look('home-organisation-api-access-filled');
    }
    await person.press('Create the access');
    const [clientId, secret] = (await person.page.locator('.secret code').allInnerTexts()) as [string, string];

    const call = async (text: string, workspace: string, method = 'GET') =>
      (
        await fetch(`${url}/api/v1/organisations/megacorp/problems${method === 'GET' ? `?workspaceId=${workspace}` : ''}`, {
          method,
          headers: { authorization: `Basic ${btoa(`${clientId}:${text}`)}`, 'content-type': 'application/json' },
          ...(method === 'POST' && { body: JSON.stringify({ name: 'a', statement: 'b', workspaceId: workspace }) }),
        })
      ).status;
    expect([await call(secret, workspaceId), await call(secret, workspaceId, 'POST'), await call(secret, '1001', 'POST')]).toEqual([200, 403, 201]);

    await person.press('Go to the access');
    expect(await person.text()).toContain(`Viewer in production ${way}`);
    await person.page.getByText('Regenerate…').click();
    await person.page.locator('.ask-box:is([open], :popover-open) [name="Overlap Seconds"]').selectOption({ label: 'at once' });
    await person.press('Regenerate the secret');
    const [, next] = (await person.page.locator('.secret code').allInnerTexts()) as [string, string];
    expect([next === secret, await call(secret, workspaceId), await call(next, workspaceId)]).toEqual([false, 401, 200]);
  });
});
