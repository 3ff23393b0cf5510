import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { CommitMark } from '../../src/platform/freshness/sqlite/commit-mark.js';
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

  it.each(['PASSIVE', 'RESTART', 'TRUNCATE'])('sees every change when the log begins anew after a checkpoint (%s) or is emptied', async (mode) => {
    const other = new Database(join(folder, 'facts.sqlite'));
    for (let i = 0; i < 50; i++) {
      const before = source.versions.of(7);
      change(7);
      if (i % 3 === 0) other.pragma(`wal_checkpoint(${mode})`);
      await Promise.resolve();
      source.look();
      expect(source.versions.of(7)).toBeGreaterThan(before);
    }
    other.close();
  });

  it('sees every change of a file that keeps no log beside it', async () => {
    const file = join(folder, 'plain.sqlite');
    const plain = new Database(file);
    plain.exec('CREATE TABLE fact_change (id integer PRIMARY KEY, shard integer, epoch integer)');
    const looking = new SqliteFactSource(file, 10);
    for (let i = 0; i < 10; i++) {
      const before = looking.versions.of(7);
      plain.prepare('INSERT INTO fact_change (shard, epoch) VALUES (7, 1)').run();
      await Promise.resolve();
      looking.look();
      expect(looking.versions.of(7)).toBeGreaterThan(before);
    }
    looking.close();
    plain.close();
  });

  it('asks the database only when something was committed, also by another connection', () => {
    const mark = new CommitMark(join(folder, 'facts.sqlite'));
    const moved = () => {
      const answer = mark.hasMoved();
      if (answer) mark.see();
      return answer;
    };
    change(1);
    const asked = [moved(), moved(), moved()];
    const other = new Database(join(folder, 'facts.sqlite'));
    other.prepare('SELECT count(*) FROM fact_change').get();
    asked.push(moved());
    other.prepare('INSERT INTO fact_change (shard, epoch) VALUES (2, 1)').run();
    asked.push(moved(), moved());
    other.close();
    mark.close();
    // Only Linux shares what is mapped with what is read.
    const elsewhere = process.platform !== 'linux';
    expect(asked).toEqual([true, elsewhere, elsewhere, elsewhere, true, elsewhere]);
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
