import { expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase } from '../harness/index.js';
import { keys, org } from './door.js';
import { Stage } from './stage.js';

const exactly = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;
const exactFirst = new RegExp(`<time datetime="[^"]+">${exactly}</time><small class="faint moment">(?:just now|\\d+ \\w+ ago)</small>`);

onEachDatabase('times on pages', (database) => {
  const stage = Stage.on(database);

  it('are exact where an instant matters, with the zone, and no pointer is needed to see them', async () => {
    const { world, person } = stage;
    await expectStatus((await world.bystander()).session.get(world.path('decisions')), 403);
    expect(await person.page(`${org}/audit/`)).toMatch(exactFirst);
    expect(await person.page(`${org}/refusals/`)).toMatch(exactFirst);
  });

  it('say when a key ends as people tell it, and exactly', async () => {
    const { world, person } = stage;
    const { id } = await world.key(world.admin, { expiresAt: '2040-01-01T12:34:56Z' });
    for (const path of [`${keys}/`, `${keys}/${id}/`]) {
      expect(await person.page(path)).toMatch(/<time datetime="2040-01-01T12:34:56[.0]*Z">in \d+ years<\/time><small class="faint moment">2040-01-01 12:34:56 UTC<\/small>/);
    }
  });

  it('say when a key that was revoked or deleted has ended, not when it would have', async () => {
    const { world, person } = stage;
    const keyOf = () => world.key(world.admin, { expiresAt: '2040-01-01T12:34:56Z' });
    const [revoked, deleted] = [await keyOf(), await keyOf()];
    await expectStatus(world.admin.post(world.path(`api-keys/${revoked.id}/revoke`)), 200);
    await expectStatus(world.admin.delete(world.path(`api-keys/${deleted.id}`)), 200);
    const ended = /ended <time datetime="[^"]+">just now<\/time>/;
    for (const [path, id] of [[`${keys}/?state=revoked`, revoked.id], [`${keys}/?state=deleted`, deleted.id], [`${org}/organisation/api-token/?state=revoked`, revoked.id]] as const) {
      const page = await person.page(path);
      expect([path, page.includes(`/${id}/`), ended.test(page), page.includes('2040')]).toEqual([path, true, true, false]);
    }
    // On its own page what can be changed of it is gone, and so is the day it was to end on.
    for (const { id } of [revoked, deleted]) expect(await person.page(`${keys}/${id}/`)).toMatch(ended);
  });
});
