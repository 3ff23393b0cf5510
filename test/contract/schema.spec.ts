import { afterEach, expect, it } from '@jest/globals';
import { Recordings } from '../../src/platform/recording/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { fill } from './filled.js';
import { dataSourceOf, dump, type Row, tablesOf } from './rows.js';

/** What goes with its column: it comes back with the next change of each shard, or what is old then has no known beginning. */
const madeAnew: Readonly<Record<string, readonly string[]>> = { api_key_secret: ['drainsSince'], fact_change: ['name'], shard_epoch: ['lastChange'] };

onEachDatabase('the schema that migrations make', (database) => {
  let server: TestServer;
  afterEach(() => server?.stop());

  it('is the one that the entities describe', async () => {
    server = await TestServer.start(database, { bootstrap: false });
    const { upQueries } = await dataSourceOf(server).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('goes down and up again, and keeps the rows of every table that stays', async () => {
    server = await TestServer.start(database);
    await fill(server);
    // What is written beside requests is not to come in between.
    await server.app.get(Recordings, { strict: false }).end();
    const dataSource = dataSourceOf(server);
    const before = await dump(dataSource);
    expect([...before.values()].filter((rows) => rows.length > 0).length).toBeGreaterThan(20);
    const staying = new Set(before.keys());
    for (let undone = 1; undone < dataSource.migrations.length; undone++) {
      await dataSource.undoLastMigration();
      const now = await dump(dataSource);
      for (const table of staying) if (!now.has(table)) staying.delete(table);
      expectKept(before, now, staying);
    }
    expect(staying).toContain('api_key_secret');
    await dataSource.runMigrations();
    const after = await dump(dataSource);
    expectKept(before, after, staying, madeAnew);
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });

  it('goes all the way down and leaves nothing, and up again to a database that works', async () => {
    server = await TestServer.start(database);
    const dataSource = dataSourceOf(server);
    for (let left = dataSource.migrations.length; left > 0; left--) await dataSource.undoLastMigration();
    expect((await tablesOf(dataSource)).filter((table) => table !== 'migrations')).toEqual([]);
    await dataSource.runMigrations();
    const second = await server.another();
    const session = await server.signIn(undefined, undefined, second);
    expect((await session.get('/api/v1/organisations/megacorp')).body).toMatchObject({ id: '1001', slug: 'megacorp' });
  });
});

/** A migration that adds columns may take them away again; whatever is still there is as it was. */
function expectKept(before: ReadonlyMap<string, Row[]>, now: ReadonlyMap<string, Row[]>, tables: ReadonlySet<string>, empty: Readonly<Record<string, readonly string[]>> = {}): void {
  for (const table of tables) {
    if (table === 'migrations') continue;
    const lost = empty[table] ?? [];
    const rows = (now.get(table) ?? []).map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !lost.includes(column))));
    const columns = Object.keys(rows[0] ?? {});
    const kept = (before.get(table) ?? []).map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
    expect([table, rows]).toEqual([table, kept]);
  }
}
