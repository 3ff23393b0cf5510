import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { readConfig } from '../../src/platform/config/index.js';
import { migrate, openDatabase, serializeSqlite } from '../../src/platform/database/index.js';
import { onEachDatabase, sqlite } from '../harness/index.js';

const masterKey = Buffer.from('latchkey tests use this very key').toString('base64');

onEachDatabase('many processes that start at the same moment on an empty database', (kind) => {
  it('make one schema, and none of them fails', async () => {
    const database = await kind.create();
    const { database: config } = readConfig({ DATABASE_URL: database.url, MASTER_KEY: masterKey });
    const sources = await Promise.all(Array.from({ length: 6 }, () => serializeSqlite(new DataSource(dataSourceOptions(config))).initialize()));
    try {
      await Promise.all(sources.map((source) => migrate(source)));
      const done = await sources[0]!.query<{ name: string }[]>('SELECT name FROM migrations');
      expect(done.map(({ name }) => name).sort()).toEqual(sources[0]!.migrations.map((each) => each.constructor.name).sort());
    } finally {
      await Promise.all(sources.map((source) => source.destroy()));
      await database.drop();
    }
  }, 60_000);
});

it('a server that starts while another process writes to its SQLite database waits for it', async () => {
  const database = await sqlite.create();
  const { database: config } = readConfig({ DATABASE_URL: database.url, MASTER_KEY: masterKey });
  const other = new Sqlite(database.url.replace('sqlite:', ''));
  other.pragma('journal_mode = WAL');
  other.exec('BEGIN IMMEDIATE; CREATE TABLE half (done INTEGER)');
  let source: DataSource | undefined;
  const opening = openDatabase(new DataSource(dataSourceOptions(config))).then((opened) => (source = opened));
  opening.catch(() => undefined);
  try {
    await sleep(300);
    expect(source).toBeUndefined();
    other.exec('COMMIT');
    await opening;
    expect(await source?.query('SELECT name FROM migrations')).toHaveLength(source?.migrations.length ?? 0);
  } finally {
    other.close();
    await source?.destroy();
    await database.drop();
  }
});
