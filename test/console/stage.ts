import { afterAll, beforeAll } from '@jest/globals';
import { type Client, type DatabaseKind, TestServer, World } from '../harness/index.js';
import { asProgram } from './door.js';
import { Person } from './person.js';

/** A server for the tests of pages, and its administrator at both faces. */
export class Stage {
  server: TestServer;
  world: World;
  /** As a program. */
  ada: Client;
  /** At a browser. */
  person: Person;

  /** Set before the first test of the suite in which this is called, and gone after its last. */
  static on(database: DatabaseKind): Stage {
    const stage = new Stage();
    beforeAll(async () => {
      stage.server = await TestServer.start(database);
      stage.world = await World.of(stage.server);
      stage.ada = asProgram(stage.world.admin);
      stage.person = new Person(stage.world.admin);
    });
    afterAll(() => stage.server?.stop());
    return stage;
  }
}
