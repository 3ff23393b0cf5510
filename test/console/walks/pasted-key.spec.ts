import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('a key is pasted to be looked for', (site) => {
  it.each(ways)('$way: it is found, and the rest of it stays in no address, history or request', async ({ way, javaScript }) => {
    const { world } = site();
    const key = await world.key(world.admin, { name: `Found ${way}` });
    const [prefix, secret] = [key.text.slice(0, 8), key.text.slice(9)];
    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/organisation/api-key/');
    const asked: string[] = [];
    person.page.on('request', (request) => asked.push(request.url()));
    await person.page.getByRole('searchbox').fill(` ${key.text} `);
    await person.press('Apply');
    await person.page.waitForURL((url) => url.searchParams.get('search') === prefix);
    expect(await person.text()).toContain(`Found ${way}`);
    expect(await person.page.getByRole('searchbox').inputValue()).toBe(prefix);
    // Without JavaScript the browser asks once with all of it, and is led away.
    expect(asked.filter((address) => address.includes(secret))).toHaveLength(javaScript ? 0 : 1);
    await person.press('Clear');
    await person.page.goBack();
    expect(person.page.url()).toMatch(new RegExp(`[?]search=${prefix}(?:&|$)`));
    await person.page.goBack();
    expect(person.page.url()).not.toContain('search');
  });
});
