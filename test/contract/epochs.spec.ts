import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { Transaction } from '../../src/platform/database/index.js';
import { decodeEpoch, Freshness } from '../../src/platform/freshness/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { dataSourceOf } from './rows.js';

interface Change {
  id: number;
  shard: number;
  epoch: number;
}

onEachDatabase('epochs', (database) => {
  let server: TestServer;
  afterEach(() => server?.stop());

  const changes = async (): Promise<Change[]> =>
    ((await dataSourceOf(server).query('SELECT id, shard, epoch FROM fact_change ORDER BY id')) as Change[]).map(({ id, shard, epoch }) => ({ id, shard, epoch: Number(epoch) }));
  const epochOf = async (shard: number): Promise<number> => {
    const [row] = (await dataSourceOf(server).query('SELECT epoch FROM shard_epoch WHERE shard = ?', [shard])) as { epoch: number | string }[];
    return Number(row?.epoch ?? 0);
  };

  it('have no gaps, and follow one another in the order of commits, when two nodes change at once', async () => {
    server = await TestServer.start(database);
    const nodes = [server.app, await server.another()].map((app) => app.get(Freshness, { strict: false }));
    const shards = [0, 1001, 7001, 7002];
    const start = new Map(await Promise.all(shards.map(async (shard) => [shard, await epochOf(shard)] as const)));
    const first = (await changes()).at(-1)?.id ?? 0;
    let running = true;
    // Whoever reads at any moment sees every epoch up to the newest: that is the order of commits.
    const reader = (async () => {
      let looks = 0;
      while (running) {
        const seen = (await changes()).filter(({ id }) => id > first);
        for (const shard of shards) expectGapless(seen.filter((change) => change.shard === shard).map(({ epoch }) => epoch), start.get(shard) as number);
        looks++;
        await sleep(1);
      }
      return looks;
    })();
    const receipts = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        nodes[i % 2]!.change([[0], [7002, 7001], [1001], [7001, 1001, 0]][i % 4] as number[], async () => {
          await sleep(i % 3);
          if (i % 10 === 9) throw new Error('rolled back');
          return { i };
        }),
      ),
    );
    running = false;
    expect(await reader).toBeGreaterThan(0);
    const done = receipts.flatMap((receipt) => (receipt.status === 'fulfilled' ? [receipt.value] : []));
    expect(done).toHaveLength(54);
    const made = (await changes()).filter(({ id }) => id > first);
    for (const shard of shards) {
      const epochs = made.filter((change) => change.shard === shard).map(({ epoch }) => epoch);
      expectGapless(epochs, start.get(shard) as number);
      expect(await epochOf(shard)).toBe((start.get(shard) as number) + epochs.length);
      const told = done.flatMap(({ freshness }) => decodeEpoch(freshness.epoch).get(shard) ?? []);
      expect(told.sort((a, b) => a - b)).toEqual(epochs);
    }
  });

  it('are not raised by a change that fails', async () => {
    server = await TestServer.start(database);
    const before = await changes();
    const freshness = server.app.get(Freshness, { strict: false });
    await expect(freshness.change([0, 1001], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await changes()).toEqual(before);
  });

  it('are raised by no change that is part of a larger transaction: it would be acknowledged before it is committed', async () => {
    server = await TestServer.start(database);
    const before = await epochOf(1001);
    const freshness = server.app.get(Freshness, { strict: false });
    const transaction = server.app.get(Transaction, { strict: false });
    const change = () => freshness.change([1001], () => Promise.resolve({}));
    await expect(transaction.run(change)).rejects.toThrow('before it is committed');
    await expect(freshness.change([1001], change)).rejects.toThrow('before it is committed');
    expect(await epochOf(1001)).toBe(before);
  });

  it('are waited for by no node that has ended, and a node that ends leaves nothing behind', async () => {
    server = await TestServer.start(database);
    expect((await (await server.signIn()).get('/api/v1/me')).status).toBe(200);
    for (let ended = 0; ended < 3; ended++) {
      const other = await server.another();
      expect((await (await server.signIn(undefined, undefined, other)).get('/api/v1/me')).status).toBe(200);
      await other.close();
    }
    await sleep(100);
    const rows = await dataSourceOf(server).query('SELECT id FROM node');
    expect(rows).toHaveLength(database.name === 'MariaDB' ? 1 : 0);
  });
});

/** One more than the one before, beginning after `start`. */
function expectGapless(epochs: readonly number[], start: number): void {
  expect(epochs).toEqual(Array.from({ length: epochs.length }, (_, i) => start + i + 1));
}
