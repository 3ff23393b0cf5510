import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { SqliteFactSource } from '../../src/platform/freshness/sqlite/sqlite-fact-source.js';

describe('looking whether facts on SQLite have changed', () => {
  let folder: string;
  let writer: Database.Database;
  let source: SqliteFactSource;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-look-'));
    writer = new Database(join(folder, 'facts.sqlite'));
    writer.pragma('journal_mode = WAL');
    writer.exec('CREATE TABLE fact_change (id integer PRIMARY KEY, shard integer, epoch integer)');
    source = new SqliteFactSource(join(folder, 'facts.sqlite'), 10);
  });
  afterEach(() => {
    source.close();
    writer.close();
    rmSync(folder, { recursive: true });
  });

  const change = (shard: number) => writer.prepare('INSERT INTO fact_change (shard, epoch) VALUES (?, 1)').run(shard);

  it('sees every change that was committed before whoever looks last waited for anything', async () => {
    change(7);
    for (let i = 0; i < 50; i++) {
      const before = source.versions.of(7);
      change(7);
      await Promise.resolve();
      source.look();
      expect(source.versions.of(7)).toBeGreaterThan(before);
    }
  });

  it('sees it in the next turn of the event loop, whatever was looked at in this one', async () => {
    source.look();
    change(8);
    const before = source.versions.of(8);
    await new Promise(setImmediate);
    source.look();
    expect(source.versions.of(8)).toBeGreaterThan(before);
  });

  it('is done once for all that happens without waiting', () => {
    source.look();
    const before = source.versions.total;
    change(9);
    source.look();
    expect(source.versions.total).toBe(before);
  });
});
