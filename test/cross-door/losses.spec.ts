import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachDatabase, TestServer, World } from '../harness/index.js';
import { type Door, doors } from './doors.js';
import { goesOn, losses } from './losses.js';
import { Subject } from './subject.js';

onEachDatabase('power that is lost is gone at every door on the very next request, and nothing else is', (database) => {
  let server: TestServer;
  let elsewhere: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    elsewhere = await (await World.of(server)).otherOrganisation('elsewhere');
  });
  afterAll(() => server?.stop());

  it.each(losses)('$name', async (loss) => {
    const subject = await Subject.make(server, elsewhere);
    expect(await through(doors, subject)).toEqual(doors.map(({ name }) => `${name}: accepted`));
    await loss.happens(subject);
    expect(await through(doors, subject)).toEqual(doors.map((door) => `${door.name}: ${goesOn(loss, door) ? 'accepted' : 'refused'}`));
  });
});

/** One after the other: the first request after the loss at each door is what counts. */
async function through(all: readonly Door[], subject: Subject): Promise<string[]> {
  const outcomes: string[] = [];
  for (const door of all) outcomes.push(`${door.name}: ${(await door.tries(subject)) ? 'accepted' : 'refused'}`);
  return outcomes;
}
