import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase, type TestKey, TestServer, type TestUser, World } from '../harness/index.js';
import { apiKey, basic, OAuth, serviceKey } from './oauth.js';

onEachDatabase('a refresh token is used once', (database) => {
  let server: TestServer;
  let world: World;
  let oauth: OAuth;
  let user: TestUser;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    oauth = new OAuth(server);
    user = await world.user(['problem.read']);
    key = await world.key(user.session);
  });
  afterAll(() => server?.stop());

  const demandRefused = async (token: string, door = oauth) => {
    const { status, body } = await door.refresh(token);
    expect([status, body]).toEqual([400, { error: 'invalid_grant', error_description: expect.any(String) }]);
  };

  it('gives the next pair, and takes nothing from the access token before', async () => {
    const first = await oauth.pair(key.text);
    const { body } = await expectStatus(oauth.refresh(first.refresh), 200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600, refresh_token: expect.any(String) });
    expect(body.refresh_token).not.toBe(first.refresh);
    expect(await oauth.statusOf(body.access_token)).toBe(200);
    expect(await oauth.statusOf(first.access)).toBe(200);
  });

  it('gives the same successor again within ten seconds, on every node', async () => {
    const second = new OAuth(server, await server.another());
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    server.clock.advance({ seconds: 9 });
    const again = await second.next(first.refresh);
    expect(again.refresh).toBe(next.refresh);
    expect(await oauth.statusOf(again.access)).toBe(200);
    await oauth.next(next.refresh);
  });

  it('refuses it without an alarm when its successor has been used', async () => {
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    const last = await oauth.next(next.refresh);
    await demandRefused(first.refresh);
    expect(await oauth.statusOf(first.access)).toBe(200);
    await oauth.next(last.refresh);
  });

  it('ends the family and its access tokens when it comes back later', async () => {
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    server.clock.advance({ seconds: 11 });
    await demandRefused(first.refresh);
    await demandRefused(next.refresh);
    for (const { access } of [first, next]) expect(await oauth.statusOf(access)).toBe(401);
    const { body } = await expectStatus(world.admin.get(world.path('audit-events?action=token.replay')), 200);
    expect(body.items).toHaveLength(1);
  });

  it('ends only that family', async () => {
    const [other, first] = [await oauth.pair(key.text), await oauth.pair(key.text)];
    await oauth.next(first.refresh);
    server.clock.advance({ seconds: 11 });
    await demandRefused(first.refresh);
    expect(await oauth.statusOf(other.access)).toBe(200);
    await oauth.next(other.refresh);
    expect((await key.client.get('/api/v1/me')).status).toBe(200);
  });

  it('ends the family when one used long ago comes back right after two quick steps', async () => {
    const first = await oauth.pair(key.text);
    const second = await oauth.next(first.refresh);
    server.clock.advance({ minutes: 5 });
    const third = await oauth.next(second.refresh);
    const fourth = await oauth.next(third.refresh);
    await demandRefused(first.refresh);
    await demandRefused(fourth.refresh);
    expect(await oauth.statusOf(fourth.access)).toBe(401);
  });

  it('ends the family when it comes back to a node that has just started', async () => {
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    server.clock.advance({ seconds: 11 });
    const fresh = new OAuth(server, await server.another());
    await demandRefused(first.refresh, fresh);
    await demandRefused(next.refresh);
    expect(await oauth.statusOf(next.access)).toBe(401);
  });

  it('never takes the grandparent, inside ten seconds either', async () => {
    const first = await oauth.pair(key.text);
    const second = await oauth.next(first.refresh);
    const third = await oauth.next(second.refresh);
    await demandRefused(first.refresh);
    expect((await oauth.next(second.refresh)).refresh).toBe(third.refresh);
    await demandRefused(first.refresh);
    await oauth.next(third.refresh);
  });

  it('is told from a made-up one, which ends nothing', async () => {
    const first = await oauth.pair(key.text);
    const next = await oauth.next(first.refresh);
    server.clock.advance({ seconds: 30 });
    const forged = `${first.refresh.slice(0, -4)}${first.refresh.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    for (const text of [forged, next.refresh.replace(/-1-/, '-0-'), next.refresh.replace(/-1-/, '-2-'), 'LR999999-0-'.padEnd(55, 'a')]) await demandRefused(text);
    expect(await oauth.statusOf(next.access)).toBe(200);
    await oauth.next(next.refresh);
  });

  it('is refused to another client, and not used up by it', async () => {
    const service = await serviceKey(world);
    const first = await oauth.pair(key.text);
    for (const headers of [basic(service.clientId as string, service.text), apiKey(service.text)]) {
      const { status, body } = await oauth.refresh(first.refresh, {}, headers);
      expect([status, body.error]).toEqual([400, 'invalid_grant']);
    }
    const wrong = await oauth.refresh(first.refresh, {}, basic(service.clientId as string, 'wrong-secret'));
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    const next = await expectStatus(oauth.refresh(first.refresh, {}, apiKey(key.text)), 200);
    expect(next.body.refresh_token).toContain('-1-');
  });

  it('ends after fourteen days without use, and lives on when used', async () => {
    const [idle, used] = [await oauth.pair(key.text), await oauth.pair(key.text)];
    server.clock.advance({ days: 13, hours: 23 });
    const next = await oauth.next(used.refresh);
    server.clock.advance({ hours: 1, seconds: 1 });
    await demandRefused(idle.refresh);
    await oauth.next(next.refresh);
  });

  it('ends after thirty days in any case', async () => {
    let { refresh } = await oauth.pair(key.text);
    for (let step = 1; step <= 3; step++) {
      server.clock.advance({ days: 9, hours: 23 });
      ({ refresh } = await oauth.next(refresh));
    }
    server.clock.advance({ hours: 3, seconds: 1 });
    await demandRefused(refresh);
  });
});
