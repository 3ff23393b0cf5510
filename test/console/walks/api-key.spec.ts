import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('a key is made and used', (site) => {
  it.each(ways)('by somebody who signs in, $way: it is shown once, and calls work with it', async ({ way, javaScript }) => {
    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/organisation/api-key/');
    await person.press('Create an API key');
    await person.fill('Name', `CI ${way}`);
    await person.page.getByLabel('All that its owner holds, now and later').check();
    await person.press('Create the key');
    expect(await person.text()).toContain(`“CI ${way}” is created`);
    const key = await person.page.locator('.secret code').innerText();
    if (javaScript) await person.look('home-organisation-api-key-made');

    const url = `${site().url}/org/megacorp/organisation/api-key/`;
    const call = async (text: string) => fetch(url, { headers: { authorization: `Api-Key ${text}`, accept: 'application/json' } });
    const answer = await call(key);
    expect([answer.status, ((await answer.json()) as { items: { Name: string }[] }).items.map(({ Name }) => Name)]).toEqual([200, expect.arrayContaining([`CI ${way}`])]);
    expect((await call(`${key}x`)).status).toBe(401);

    await person.press('Go to the key');
    expect(await person.text()).toContain(`CI ${way}`);
    expect(await person.page.content()).not.toContain(key);
  });
});
