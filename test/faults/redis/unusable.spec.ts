import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { freePort, mariadb, RedisServer, sqlite, TestServer, withRedis, World } from '../../harness/index.js';

/** Stands for a secret; must never come back. */
const canary = 'canary-7Qx2';

const linesOf = (server: TestServer): { level: number; msg: string; reason?: string }[] => server.logged.map((line) => JSON.parse(line) as never).filter(({ msg }) => /redis/i.test(msg));

withRedis('a Redis that cannot be used', () => {
  const rows: [how: string, reason: string, settings: string[] | undefined][] = [
    ['is not there', 'ECONNREFUSED', undefined],
    ['refuses the password', 'WRONGPASS', ['--requirepass', 'another']],
  ];

  it.each(rows)('that %s fails no start and no request: one warning, without a secret', async (_how, reason, settings) => {
    const redis = settings && (await RedisServer.start(...settings));
    const url = `redis://someone:${canary}@127.0.0.1:${redis?.port ?? (await freePort())}`;
    const server = await TestServer.start(mariadb, { environment: { REDIS_URL: url } });
    try {
      const world = await World.of(server);
      const key = await world.key(world.admin);
      expect((await key.client.get('/api/v1/me')).status).toBe(200);
      expect((await world.admin.post(world.path(`api-keys/${key.id}/revoke`))).status).toBe(200);
      expect((await key.client.get('/api/v1/me')).status).toBe(401);
      while (linesOf(server).length === 0) await sleep(20);
      // Time for more attempts.
      await sleep(500);
      expect(linesOf(server)).toEqual([expect.objectContaining({ level: 40, reason, msg: expect.stringMatching(/^Redis cannot be used/) })]);
      expect(await server.client().get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok', redis: 'disconnected' } });
      const { text } = await server.client().get('/metrics');
      expect(text).toMatch(/^latchkey_redis_connected 0$/m);
      expect(server.logged.join('') + text).not.toContain(canary);
    } finally {
      await server.stop();
      await redis?.stop();
    }
  });
});

it('REDIS_URL with SQLite is taken, said to be unused, and nobody is called', async () => {
  let guests = 0;
  const stranger = createServer(() => guests++).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const server = await TestServer.start(sqlite, { environment: { REDIS_URL: `redis://u:${canary}@127.0.0.1:${(stranger.address() as AddressInfo).port}` } });
  try {
    const world = await World.of(server);
    expect((await (await world.key(world.admin)).client.get('/api/v1/me')).status).toBe(200);
    expect(linesOf(server)).toEqual([expect.objectContaining({ level: 30, msg: expect.stringMatching(/^REDIS_URL is not used with SQLite/) })]);
    expect((await server.client().get('/health/ready')).body).not.toHaveProperty('redis');
    expect((await server.client().get('/metrics')).text).not.toContain('latchkey_redis');
    expect(server.logged.join('')).not.toContain(canary);
    expect(guests).toBe(0);
  } finally {
    await server.stop();
    stranger.close();
  }
});
