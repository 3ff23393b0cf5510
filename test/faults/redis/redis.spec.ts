import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { mariadb, RedisServer, type TestDatabase, withRedis } from '../../harness/index.js';
import { Cluster } from '../nodes/cluster.js';
import { Watch } from '../nodes/watch.js';
import type { WatchedKey } from '../nodes/watched-key.js';
import { FalseRedis } from './false-redis.js';
import { Lies } from './lies.js';
import { RedisDoor } from './redis-door.js';
import { storm } from './storm.js';

/** Under each fault; `npm run test:faults` takes more. */
const removals = Math.max(100, Number(process.env['TEST_REVOCATIONS'] ?? 0) / 20);
const patienceMs = 60_000 + removals * 200;

withRedis('three processes that give one another hints', () => {
  let database: TestDatabase;
  let redis: RedisServer;
  let door: RedisDoor;
  let cluster: Cluster;
  let keys: WatchedKey[];
  let caller: string;
  beforeAll(async () => {
    [database, redis] = await Promise.all([mariadb.create(), RedisServer.start()]);
    door = await RedisDoor.before(redis.port);
    cluster = await Cluster.start(database, 3, { direct: true, environment: { REDIS_URL: door.url } });
    keys = await cluster.keys(30);
    caller = await cluster.caller();
    await allSay('connected');
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await door?.close();
    await redis?.stop();
    await database?.drop();
  });

  /** What readiness says of Redis; it is ready in any case. */
  const said = async (url: string): Promise<string> => {
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { redis: string }).redis;
  };
  const allSay = async (state: string): Promise<void> => {
    for (const { server } of cluster.nodes) while ((await said(server.url)) !== state) await sleep(50);
  };
  /** Of all nodes together. */
  const figure = async (line: RegExp): Promise<number> => {
    const texts = await Promise.all(cluster.nodes.map(async ({ server }) => (await fetch(`${server.url}/metrics`)).text()));
    return texts.reduce((sum, text) => sum + Number(line.exec(text)?.[1]), 0);
  };
  const looks = () => figure(/^latchkey_hinted_looks_total (\d+)$/m);
  const middle = (waits: number[]): number => [...waits].sort((a, b) => a - b)[Math.floor(waits.length / 2)] as number;

  /** Under load, with `fault` happening once it is in full swing; all calls must go on. */
  const expectSound = async (what: string, fault: () => Promise<void>) => {
    const watch = new Watch(cluster, keys, caller, 1);
    const waits = await storm(cluster, watch, keys, removals, sleep(200).then(fault));
    await watch.end(`Redis ${what}`, { removals: waits.length });
    const { verifiers } = watch;
    expect(waits.length).toBeGreaterThanOrEqual(removals);
    expect(verifiers.refused).toBeGreaterThanOrEqual(removals);
    expect(verifiers.accepted).toBeGreaterThanOrEqual(removals);
    expect(verifiers.unknown).toBe(0);
    const { accepted, refused } = verifiers;
    const times = `acknowledged after ${middle(waits)} ms (half of them), ${Math.max(...waits)} ms (all)`;
    process.stdout.write(`Redis ${what}: ${waits.length} removals, ${accepted} verifies accepted, ${refused} refused, 0 wrong; ${times}\n`);
  };

  /** One removal after the other, and nothing else. */
  const quietly = async (count: number): Promise<number[]> => {
    const waits: number[] = [];
    for (let i = 0; i < count; i++) {
      const key = keys[i % keys.length] as WatchedKey;
      waits.push((await cluster.take(i, key)).waitedMs);
      await cluster.give(i + 1, key);
    }
    return waits;
  };

  it('are sound while it works, hear one another, and look because of it', async () => {
    await expectSound('at work', async () => undefined);
    expect(await figure(/^latchkey_redis_connected (\d)$/m)).toBe(3);
    for (const what of ['told', 'heard']) expect(await figure(new RegExp(`^latchkey_hints_total\\{what="${what}"\\} (\\d+)$`, 'm'))).toBeGreaterThan(removals);
    expect(await looks()).toBeGreaterThan(0);
  }, patienceMs);

  it('are sound when it is killed, say so while they are ready, and hear one another again when it is back', async () => {
    const [hinted, told] = [await quietly(20), await figure(/^latchkey_hints_total\{what="told"\} (\d+)$/m)];
    await expectSound('killed', async () => {
      await redis.kill();
      await allSay('disconnected');
    });
    const alone = await quietly(20);
    process.stdout.write(`one removal after the other is acknowledged after ${middle(hinted)} ms with hints, ${middle(alone)} ms without (half of them; at most ${Math.max(...hinted)} and ${Math.max(...alone)})\n`);
    await redis.begin();
    await allSay('connected');
    await quietly(2);
    expect(await figure(/^latchkey_hints_total\{what="told"\} (\d+)$/m)).toBeGreaterThan(told);
  }, patienceMs);

  it('are sound when it is flushed and throws everybody out', async () => {
    await expectSound('flushed', async () => {
      for (let i = 0; i < 5; i++) {
        await redis.command('FLUSHALL');
        await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
        await redis.command('CLIENT', 'KILL', 'TYPE', 'normal');
        await sleep(50);
      }
    });
    await allSay('connected');
  }, patienceMs);

  it('are sound when it is paused, and when it answers late', async () => {
    await expectSound('paused', async () => {
      redis.pause();
      await sleep(1_000);
      redis.resume();
      door.slow(40);
      await sleep(500);
    });
    door.slow(0);
    await allSay('connected');
  }, patienceMs);

  it('are sound when a stranger listens, repeats, alters and invents, and look no more often than they may', async () => {
    const stranger = createClient({ url: redis.url });
    const ear = stranger.duplicate();
    await Promise.all([stranger.connect(), ear.connect()]);
    const lies = new Lies();
    let channel = '';
    await ear.pSubscribe('latchkey:*', (hint, on) => {
      channel = on;
      lies.hear(hint);
    });
    const [began, before] = [performance.now(), await looks()];
    await expectSound('with a stranger', async () => {
      while (channel === '') await sleep(1);
      for (let i = 0; i < 1_000; i++) await Promise.all(Array.from({ length: 5 }, () => stranger.publish(channel, lies.next())));
    });
    expect((await looks()) - before).toBeLessThanOrEqual(3 * ((performance.now() - began) / 5 + 1));
    expect(await figure(/^latchkey_hints_total\{what="unreadable"\} (\d+)$/m)).toBeGreaterThan(0);
    for (const client of [stranger, ear]) client.destroy();
  }, patienceMs);

  it('are sound when another one lies in its place', async () => {
    const liar = await FalseRedis.lying();
    await expectSound('replaced by a liar', async () => {
      door.leadTo(liar.port);
      while (liar.guests < 3) await sleep(20);
      await allSay('connected');
      await sleep(500);
    });
    door.leadTo(redis.port);
    await liar.stop();
    await allSay('connected');
  }, patienceMs);

  it('are sound when noise comes in its place, and when it refuses them', async () => {
    const noise = await FalseRedis.noisy();
    await expectSound('replaced by noise, then refusing', async () => {
      door.leadTo(noise.port);
      while (noise.guests < 3) await sleep(20);
      await redis.command('CONFIG', 'SET', 'requirepass', 'another');
      door.leadTo(redis.port);
      await sleep(500);
      await allSay('disconnected');
    });
    await noise.stop();
  }, patienceMs);
});
