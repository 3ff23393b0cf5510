import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findHalves } from '../halves.js';
import { Cluster } from '../nodes/cluster.js';
import { Removals } from '../nodes/removals.js';
import { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';
import { readRows } from '../row-reader.js';
import { DatabaseServer } from './database-server.js';
import { untilAll } from './recovery.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;
/** So long it stays away once all nodes have noticed. */
const awayMs = 500;
const streams = 6;

interface Outage {
  readonly name: string;
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

there('three processes whose MariaDB', () => {
  let server: DatabaseServer;
  let cluster: Cluster;
  let keys: WatchedKey[];
  let caller: string;
  /** Of an organisation in which nothing changes: each change voids what is remembered of its own one. */
  let quiet: { keys: WatchedKey[]; caller: string };
  beforeAll(async () => {
    server = await DatabaseServer.start();
    await server.makeDatabase();
    cluster = await Cluster.start(server, 3);
    keys = await cluster.keys(streams + 8);
    caller = await cluster.caller();
    await cluster.addOrganisation('quiet');
    quiet = { keys: await cluster.keys(3, 'quiet'), caller: await cluster.caller('quiet') };
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await server?.stop();
  });

  const atProxies = (work: (proxy: Cluster['nodes'][number]['proxy']) => void) => () => cluster.nodes.forEach(({ proxy }) => work(proxy));
  const outages: Outage[] = [
    { name: 'is stopped and started again', begin: () => server.end(), end: () => server.startAgain() },
    { name: 'is killed with kill -9 and started again', begin: () => server.kill(), end: () => server.startAgain() },
    { name: 'falls silent and speaks again', begin: atProxies((proxy) => proxy.hold()), end: atProxies((proxy) => proxy.release()) },
    { name: 'is gone without a word, and what was connected stays silent for ever', begin: atProxies((proxy) => proxy.hold()), end: atProxies((proxy) => proxy.forget()) },
    { name: 'takes 300 ms for each packet', begin: atProxies((proxy) => proxy.slowDown(300)), end: atProxies((proxy) => proxy.slowDown(0)) },
  ];

  it.each(outages)(
    '$name: they answer by what they know inside the lease, then 503 with Retry-After, and normally soon after; nothing that was taken away is accepted',
    async ({ name, begin, end }) => {
      const watch = new Watch(cluster, keys, caller, 1);
      const warm = new Watch(cluster, quiet.keys, quiet.caller, 1);
      let isOver = false;
      const removals = new Removals(cluster, watch.verifiers);
      const removing = removals.run(keys.slice(0, streams), () => isOver);
      let recoverySeconds = 0;
      let isBack = true;
      try {
        while (removals.taken < 2 * streams) await sleep(10);
        expect(await warm.askAll([0, 1, 2])).toEqual([]);
        isBack = false;
        const beginning = begin();
        expect(await warm.askAll([0, 1, 2])).toEqual([]);
        await beginning;
        await untilAll(warm, 503);
        await sleep(awayMs);
        for (const each of [warm, watch]) expect(await each.ask()).toEqual([503, 503, 503]);
        await end();
        isBack = true;
        recoverySeconds = Math.max(...(await Promise.all([warm, watch].map((each) => untilAll(each, 200)))));
        const before = removals.taken;
        while (removals.taken < before + 2 * streams) await sleep(10);
      } finally {
        isOver = true;
        if (!isBack) await end();
        await removing;
        await warm.verifiers.stop();
        await watch.end(`MariaDB ${name}`, { removals: removals.taken, unanswered: watch.verifiers.unknown + removals.unanswered, recoverySeconds });
      }
      expect(warm.verifiers.wrong).toEqual([]);
      await expectWhole();
    },
    120_000,
  );

  /** What the rows say is what was acknowledged, and what the nodes say. */
  async function expectWhole(): Promise<void> {
    const watch = new Watch(cluster, keys, caller);
    expect(await watch.askAll([0, 1, 2])).toEqual([]);
    await watch.verifiers.stop();
    const rows = await readRows(server.url);
    try {
      expect(await findHalves(rows)).toEqual([]);
      const states = (await rows.all(`SELECT id, state FROM api_key WHERE id IN (${keys.map(({ id }) => Number(id)).join(',')})`)) as { id: number; state: string }[];
      expect(states.filter(({ state }) => state !== 'active')).toEqual([]);
    } finally {
      await rows.close();
    }
    expect(watch.verifiers.wrong).toEqual([]);
  }
});
