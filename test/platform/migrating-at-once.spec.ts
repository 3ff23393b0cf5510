import { expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { readConfig } from '../../src/platform/config/index.js';
import { migrate, serializeSqlite } from '../../src/platform/database/index.js';
import { onEachDatabase } from '../harness/index.js';

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
