import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { makeSized, type SizedDatabase, type SizedProduct, startSized } from '../../bench/server/sized.js';
import { isTaken, keyText, organisationOf, ownerOf, slugOf, spreadKey } from '../../bench/size/spread.js';
import { dataSourceOptions } from '../../ormconfig.js';
import { readConfig } from '../../src/platform/config/index.js';
import { onEachDatabase, type TestDatabase } from '../harness/index.js';

const counts = { keys: 3_000, users: 300, roles: 60, organisations: 5 };

onEachDatabase('a database filled for the benchmark', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-filled-'));
  let empty: TestDatabase;
  let database: SizedDatabase;
  let server: SizedProduct;
  let dataSource: DataSource;
  beforeAll(async () => {
    empty = await kind.create();
    database = await makeSized('filled', folder, counts, kind.name === 'SQLite' ? undefined : empty.url);
    server = await startSized(database, undefined, { BENCH_STATEMENTS: '1' });
    dataSource = await new DataSource(dataSourceOptions(readConfig({ ...database.env }).database)).initialize();
  }, 60_000);
  afterAll(async () => {
    await dataSource?.destroy();
    await server?.stop();
    await empty?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const use = async (i: number): Promise<number> => {
    const slug = slugOf(organisationOf(ownerOf(i, counts), counts), server.organisation);
    const answer = await fetch(`http://127.0.0.1:${server.port}/bench/guarded/${slug}`, { headers: { authorization: `Api-Key ${keyText(i)}` } });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statements = async (): Promise<string[]> => (await (await fetch(`http://127.0.0.1:${server.port}/bench/statements`)).json()) as string[];

  it('has as many of everything as it should, in the schema the product has', async () => {
    const rows = async (table: string): Promise<number> => Number(((await dataSource.query(`SELECT COUNT(*) AS number FROM ${table}`)) as { number: unknown }[])[0]?.number);
    // Beside them: the administrator, and the key made for the benchmark.
    expect([await rows('api_key'), await rows('api_key_secret')]).toEqual([counts.keys + 1, counts.keys + 1]);
    expect([await rows('account'), await rows('membership'), await rows('group_member')]).toEqual([counts.users + 1, counts.users + 1, counts.users]);
    expect([await rows('organisation'), await rows('role')]).toEqual([counts.organisations, counts.roles]);
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has keys of every sort that are taken as they should be', async () => {
    const chosen = new Map<string, number[]>();
    for (let i = 0; i < counts.keys; i++) {
      const { kind: sort, state, expiresAt } = spreadKey(i, database.filledAt);
      const name = `${sort} ${state} ${expiresAt === null ? 'never' : expiresAt < database.filledAt ? 'ended' : 'ends'} ${organisationOf(ownerOf(i, counts), counts)}`;
      chosen.set(name, [...(chosen.get(name) ?? []), i].slice(0, 2));
    }
    const numbers = [...chosen.values()].flat();
    expect(numbers.filter((i) => isTaken(spreadKey(i, database.filledAt), Date.now())).length).toBeGreaterThan(10);
    expect(numbers.filter((i) => !isTaken(spreadKey(i, database.filledAt), Date.now())).length).toBeGreaterThan(2);
    for (const i of numbers) expect([i, await use(i)]).toEqual([i, isTaken(spreadKey(i, database.filledAt), Date.now()) ? 200 : 401]);
  });

  it('costs nothing to look at twice, and each thing behind a key is looked up once', async () => {
    const i = Array.from({ length: 500 }, (_, n) => 500 + n).find((n) => isTaken(spreadKey(n, database.filledAt), Date.now())) as number;
    for (let time = 0; time < 3; time++) await use(i);
    await statements();
    expect([await use(i), await statements()]).toEqual([200, []]);
    const other = Array.from({ length: 500 }, (_, n) => 1_000 + n).find((n) => isTaken(spreadKey(n, database.filledAt), Date.now())) as number;
    await use(other);
    const asked = await statements();
    const tables = asked.map((sql) => /FROM (\w+)/.exec(sql)?.[1]);
    expect(tables).toEqual(['api_key_secret', 'api_key', 'organisation', 'membership', 'account', 'role_assignment']);
  });
});
