import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../src/features/key-usage/index.js';
import { expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';
import { basic, OAuth, serviceKey } from './oauth.js';

onEachDatabase('getting a token is a use of the key', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
  });
  afterAll(() => server?.stop());

  const useOf = async (id: string) => {
    await server.app.get(UsageRecorder, { strict: false }).flush();
    const { lastUse, counts } = (await expectStatus(world.admin.get(world.path(`api-keys/${id}/usage?period=day`)), 200)).body;
    const sum = (result: 'allowed' | 'refused') => counts.reduce((all: number, count: Record<string, number>) => all + Number(count[result]), 0);
    return { result: lastUse?.result ?? null, allowed: sum('allowed'), refused: sum('refused') };
  };

  it('by client_credentials, once for each token', async () => {
    const key = await serviceKey(world);
    expect(await useOf(key.id)).toEqual({ result: null, allowed: 0, refused: 0 });
    await oauth.accessToken(key);
    await oauth.accessToken(key);
    expect(await useOf(key.id)).toEqual({ result: 'allowed', allowed: 2, refused: 0 });
  });

  it('by token exchange and by refreshing', async () => {
    const key = await world.key((await world.user(['problem.read'])).session);
    const { refresh } = await oauth.pair(key.text);
    expect(await useOf(key.id)).toEqual({ result: 'allowed', allowed: 1, refused: 0 });
    await oauth.next(refresh);
    expect(await useOf(key.id)).toEqual({ result: 'allowed', allowed: 2, refused: 0 });
  });

  it('and is told as refused where a genuine key is not taken; a wrong secret is no use of it', async () => {
    const key = await serviceKey(world);
    const { clientId } = key;
    expect((await oauth.credentials(basic(clientId as string, 'Wrong-secret-1'))).status).toBe(401);
    expect(await useOf(key.id)).toEqual({ result: null, allowed: 0, refused: 0 });
    const own = await world.key(world.admin);
    const { refresh } = await oauth.pair(own.text);
    for (const { id } of [key, own]) await expectStatus(world.admin.post(world.path(`api-keys/${id}/deactivate`)), 200);
    expect((await oauth.credentials(basic(clientId as string, key.text))).status).toBe(401);
    expect(await useOf(key.id)).toEqual({ result: 'refused', allowed: 0, refused: 1 });
    expect((await oauth.exchange(own.text)).status).toBe(400);
    expect((await oauth.refresh(refresh)).status).toBe(400);
    expect(await useOf(own.id)).toMatchObject({ result: 'refused', allowed: 1 });
    expect((await useOf(own.id)).refused).toBeGreaterThanOrEqual(1);
  });
});
