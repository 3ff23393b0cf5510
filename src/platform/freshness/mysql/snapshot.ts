import type { DataSource, QueryRunner } from 'typeorm';
import type { Load } from '../load.js';
import type { ShardChange } from '../shard-change.js';

/** What was read at one moment, and what the same moment shows of the changes it rests on. */
export interface Snapshot<T> {
  readonly value: T;
  /** The round that the server shows for the node; null: it has no such row. */
  readonly round: number | null;
  readonly changes: readonly ShardChange[];
}

interface Line {
  readonly kind: 'node' | 'shard';
  readonly shard: number;
  readonly number: number | string;
  readonly name: string | null;
}

/** Reads facts on the primary in one consistent snapshot. */
export async function readSnapshot<T>(dataSource: DataSource, load: () => Load<T>, node: string, shardsOf: (value: T) => readonly number[]): Promise<Snapshot<T>> {
  const runner = dataSource.createQueryRunner('master');
  try {
    await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const value = await run(runner, load());
    const lines = await linesOf(runner, node, shardsOf(value));
    await runner.query('COMMIT');
    const own = lines.find(({ kind }) => kind === 'node');
    const changes = lines.filter(({ kind }) => kind === 'shard').map(({ shard, number, name }) => ({ shard: Number(shard), epoch: Number(number), name }));
    return { value, round: own ? Number(own.number) : null, changes };
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function run<T>(runner: QueryRunner, steps: Load<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next((await runner.query(step.value.sql, [...step.value.parameters])) as unknown[]);
  return step.value;
}

function linesOf(runner: QueryRunner, node: string, shards: readonly number[]): Promise<Line[]> {
  return runner.query(
    `SELECT 'node' AS kind, 0 AS shard, begun AS number, id AS name FROM node WHERE id = ?
     UNION ALL SELECT 'shard', shard, epoch, lastChange FROM shard_epoch WHERE shard IN (?)`,
    [node, shards.length > 0 ? shards : [-1]],
  );
}
