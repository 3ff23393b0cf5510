import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('what a key may do, and until when, is chosen', (site) => {
  it.each(ways)('$way: a group is found and ticked as a whole, and a day is chosen', async ({ way, javaScript }) => {
    const person = await site().person({ javaScript });
    const search = person.page.getByRole('searchbox', { name: 'Search permissions' });
    const boxes = person.page.locator('input[name="Permissions"]:visible');
    await person.goTo('/org/megacorp/organisation/api-key/create/');
    expect(await boxes.count()).toBeGreaterThan(8);
    await search.fill('problems');
    if (!javaScript) await person.press('Search');
    expect(await boxes.count()).toBe(2);
    await person.page.getByLabel('All of problem').check();
    if (javaScript) {
      await search.fill('');
      const distance = () => person.page.evaluate<number>("(() => { const body = document.querySelector('[data-choices]'); body.scrollTop = body.scrollHeight; return body.querySelector('.choices-search').getBoundingClientRect().top - body.getBoundingClientRect().top; })()");
      expect([await person.text(), Math.abs(await distance()) < 3]).toEqual([expect.stringMatching(/2 of \d+ chosen/), true]);
      await person.look('home-organisation-api-key-choosing');
    }
    expect(await person.page.getByLabel('Day, in UTC').isVisible()).toBe(false);
    await person.page.locator('[name="_Expires"]').selectOption({ label: 'On a day of my choice' });
    await person.page.getByLabel('Day, in UTC').fill('2040-05-06');
    await person.fill('Name', `Chosen ${way}`);
    await person.page.locator('main [name="Name"]').press('Enter');
    await person.page.getByRole('heading', { name: `“Chosen ${way}” is created` }).waitFor();
    if (javaScript) await person.page.getByLabel('I have stored it').check();
    await person.press('Go to the key');
    const page = await person.page.content();
    expect([page.includes('As it is: 6 May 2040 at 23:59 UTC'), await person.text()]).toEqual([true, expect.stringContaining('problem.read, problem.create')]);
  });
});
