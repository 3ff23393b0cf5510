import { expect, it } from '@jest/globals';
import { everyPage } from './addresses.js';
import { walks } from './index.js';

walks('every page', (site, database) => {
  // They look alike whichever database is behind them, and looking takes time.
  if (database.name === 'SQLite') it('can be used by everybody: in light and dark, on wide and narrow screens, with what axe knows', async () => {
    const stranger = await site().visitor();
    await stranger.goTo('/org/megacorp/');
    await stranger.look('sign-in');
    const person = await site().person();
    for (const { name, address } of await everyPage(site().world)) {
      await person.goTo(address);
      expect([address, await person.page.title()]).toEqual([address, expect.stringMatching(/ · Latchkey$/)]);
      await person.look(name);
    }
    await person.goTo('/org/megacorp/nothing/here/');
    await person.look('not-found');
  }, 120_000);

  it('shows itself without JavaScript too', async () => {
    const person = await site().person({ javaScript: false, width: 'narrow' });
    for (const { name, address } of await everyPage(site().world)) {
      await person.goTo(address);
      await person.look(name);
    }
  }, 120_000);
});
