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
});
