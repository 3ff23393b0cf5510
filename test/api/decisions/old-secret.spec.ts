import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { UsageRecorder } from '../../../src/features/key-usage/index.js';
import { type Client, expectStatus, onEachDatabase, type TestKey, TestServer, World } from '../../harness/index.js';
import { basic, OAuth } from '../../tokens/oauth.js';

onEachDatabase('a call with an old secret of a key that lives', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const oldOf = async (id: string) => (await expectStatus(world.admin.get(world.path(`api-keys/${id}`)), 200)).body.drainingSecrets[0]?.id as string;
  const rotate = async ({ id }: TestKey, body: object = {}) => String((await expectStatus(world.admin.post(world.path(`api-keys/${id}/rotate`), body), 200)).body.key);
  const endOld = async ({ id }: TestKey) => expectStatus(world.admin.delete(world.path(`api-keys/${id}/secrets/${await oldOf(id)}`)), 200);
  const move = ({ id }: TestKey, action: string) => expectStatus(world.admin.post(world.path(`api-keys/${id}/${action}`)), 200);
  /** Of a key whose old secret was ended by hand. */
  const ended = async (input: Record<string, unknown> = {}) => {
    const key = await world.key(world.admin, input);
    const renewed = await rotate(key, { overlapSeconds: 600 });
    await endOld(key);
    return { ...key, renewed };
  };
  const prefixOf = (text: string) => text.slice(0, 8);
  const refusalsOf = async ({ id }: Pick<TestKey, 'id'>, query = '') => (await expectStatus(world.admin.get(world.path(`decisions?apiKeyId=${id}${query}`)), 200)).body.items;
  const explained = async (key: Pick<TestKey, 'id'>, by: Client = world.admin) => {
    const [{ id }] = await refusalsOf(key);
    return (await expectStatus(by.get(world.path(`decisions/${id}`)), 200)).body;
  };
  const refused = async (key: TestKey) => {
    await expectStatus(key.client.get('/api/v1/me'), 401);
    return explained(key);
  };
  const endedChecks = [{ check: 'secret', passed: true }, { check: 'state', passed: true }, { check: 'secret-state', passed: false }];

  it('is refused for that, and told which secret it was, when it ended, by whom, and what took its place', async () => {
    const key = await ended();
    const before = server.clock.now();
    server.clock.advance({ minutes: 5 });
    const decision = await refused(key);
    expect(decision).toMatchObject({ code: 'secret-ended', credentialKind: 'api-key', apiKeyId: key.id, checks: endedChecks, wouldAllow: [] });
    const { endedAt, ...secret } = decision.secret;
    expect(secret).toMatchObject({ prefix: prefixOf(key.text), endedByItself: false, endedBy: { kind: 'user', name: 'ada' }, newest: { prefix: prefixOf(key.renewed) } });
    expect(Math.abs(Date.parse(endedAt) - before)).toBeLessThan(60_000);
    expect(JSON.stringify(decision)).not.toContain(key.text.slice(9));
    expect([(await refusalsOf(key, '&code=secret-ended')).length, (await refusalsOf(key, '&code=revoked')).length]).toEqual([1, 0]);
    expect((await server.withKey(key.renewed).get('/api/v1/me')).status).toBe(200);
    expect(await refusalsOf(key)).toHaveLength(1);
  });

  it('is told that it ended by itself where its overlap was over, also when it is swept up later', async () => {
    const key = await world.key(world.admin);
    await rotate(key, { overlapSeconds: 60 });
    const until = (await world.admin.get(world.path(`api-keys/${key.id}`))).body.drainingSecrets[0].until as string;
    server.clock.advance({ seconds: 61 });
    const itself = { endedAt: until, endedByItself: true, endedBy: null };
    expect(await refused(key)).toMatchObject({ code: 'secret-ended', checks: endedChecks, secret: itself });
    server.clock.advance({ minutes: 5 });
    const newest = await rotate(key);
    expect(await explained(key)).toMatchObject({ secret: { ...itself, newest: { prefix: prefixOf(newest) } } });
    await move(key, 'revoke');
    expect(await explained(key)).toMatchObject({ code: 'secret-ended', secret: { ...itself, newest: null } });
  });

  it('is told who rotated or renewed it where nothing overlapped', async () => {
    const key = await world.key(world.admin);
    const renewed = await rotate(key);
    await rotate({ ...key, text: renewed });
    expect(await refused(key)).toMatchObject({ code: 'secret-ended', secret: { prefix: prefixOf(key.text), endedByItself: false, endedBy: { name: 'ada' } } });
    const user = await world.user();
    const issue = async () => (await user.session.post(world.path('profile-key'), {})).body;
    const profile = await issue();
    const next = await issue();
    expect(await refused({ id: profile.id, text: profile.key, clientId: null, client: server.withKey(profile.key) })).toMatchObject({
      code: 'secret-ended',
      secret: { prefix: prefixOf(profile.key), endedBy: { name: user.login }, newest: { prefix: prefixOf(next.key) } },
    });
  });

  it('names nobody to those who may not read the audit trail', async () => {
    const key = await ended();
    await refused(key);
    const { session } = await world.user(['decision.read']);
    expect(await explained(key, session)).toMatchObject({ code: 'secret-ended', secret: { prefix: prefixOf(key.text), endedByItself: false, endedBy: null } });
  });

  it('is refused for the key where that is revoked, deactivated or nobody’s any more; an expiry is told besides', async () => {
    const owner = await world.user();
    const [revoked, deactivated] = [await ended(), await ended()];
    await move(revoked, 'revoke');
    await move(deactivated, 'deactivate');
    const orphan = await world.key(owner.session);
    await expectStatus(owner.session.post(world.path(`api-keys/${orphan.id}/rotate`)), 200);
    await expectStatus(world.admin.patch(world.path(`users/${owner.id}`), { state: 'disabled' }), 200);
    for (const [key, code] of [[revoked, 'revoked'], [deactivated, 'deactivated'], [orphan, 'owner-inactive']] as const) expect([code, (await refused(key)).code]).toEqual([code, code]);
    const expiring = await ended({ expiresAt: new Date(server.clock.now() + 600_000).toISOString() });
    server.clock.advance({ minutes: 11 });
    expect(await refused(expiring)).toMatchObject({ code: 'secret-ended', checks: [...endedChecks, { check: 'expiry', passed: false }] });
  });

  it('is `revoked` to whoever asks by verify, and no other than unknown to whoever shows it', async () => {
    const asking = await world.key(world.admin);
    const [byHand, drained] = [await ended(), await world.key(world.admin)];
    await rotate(drained, { overlapSeconds: 1 });
    server.clock.advance({ seconds: 2 });
    for (const { id, text } of [byHand, drained]) {
      const { body } = await expectStatus(asking.client.post('/api/v1/verify', { key: text }), 200);
      expect(body).toMatchObject({ valid: false, code: 'revoked', key: { id } });
      expect((await expectStatus(world.admin.get(world.path(`decisions/${body.decisionId}`)), 200)).body).toMatchObject({ code: 'secret-ended', secret: { prefix: prefixOf(text) } });
    }
    const { body: shown } = await expectStatus(byHand.client.get('/api/v1/me'), 401);
    const { body: unknown } = await expectStatus(server.withKey('LK000000.00000000000000000000000000000000').get('/api/v1/me'), 401);
    expect({ ...shown, requestId: '' }).toEqual({ ...unknown, requestId: '' });
  });

  it('is told of as such for what was got with the secret: access and refresh tokens', async () => {
    const oauth = new OAuth(server);
    for (const overlapSeconds of [600, 0]) {
      const key = await world.key(world.admin);
      const pair = await oauth.pair(key.text);
      await rotate(key, { overlapSeconds });
      if (overlapSeconds > 0) await endOld(key);
      expect(await oauth.statusOf(pair.access)).toBe(401);
      expect(await explained(key)).toMatchObject({ code: 'secret-ended', credentialKind: 'access-token', secret: { prefix: prefixOf(key.text) } });
      expect((await oauth.refresh(pair.refresh)).status).toBe(400);
      expect((await refusalsOf(key, '&code=secret-ended'))).toHaveLength(2);
    }
    const living = await world.key(world.admin);
    const own = await oauth.pair(living.text);
    await oauth.revoke(own.access);
    expect([await oauth.statusOf(own.access), (await explained(living)).code]).toEqual([401, 'revoked']);
  });

  it('is told from a guess where the secret was chosen: it locks nobody out, and is taken when chosen again', async () => {
    const chosen = (tail: string) => ({ clientSecret: `Abcdef-1:2${tail}` });
    const key = await world.key(world.admin, { kind: 'service', ...chosen('old') });
    const status = async ({ clientSecret }: { clientSecret: string }) => (await server.client(basic(key.clientId as string, clientSecret)).get('/api/v1/me')).status;
    expect(await status(chosen('old'))).toBe(200);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), chosen('new')), 200);
    for (let call = 1; call <= 11; call++) expect([call, await status(chosen('old'))]).toEqual([call, 401]);
    expect(await explained(key)).toMatchObject({ code: 'secret-ended', apiKeyId: key.id, secret: { prefix: null, endedByItself: false, endedBy: { name: 'ada' }, newest: { prefix: null } } });
    expect(await status(chosen('new'))).toBe(200);
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), chosen('old')), 200);
    expect([await status(chosen('old')), await status(chosen('new')), await status(chosen('old'))]).toEqual([200, 401, 200]);
    expect([await status(chosen('odd')), (await refusalsOf(key)).length]).toEqual([401, 12]);
  });

  it('answers as a guess does once the attempts are used up, whether or not it was right before', async () => {
    const chosen = (tail: string) => ({ clientSecret: `Abcdef-1:2${tail}` });
    const key = await world.key(world.admin, { kind: 'service', ...chosen('old') });
    const call = (tail: string) => server.client(basic(key.clientId as string, chosen(tail).clientSecret)).get('/api/v1/me');
    const status = async (tail: string) => (await call(tail)).status;
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), chosen('new')), 200);
    expect([await status('old'), await status('new')]).toEqual([401, 200]);
    for (let guess = 0; guess < 10; guess++) expect(await status(`x${guess}`)).toBe(401);
    const [guessed, ended] = [await call('odd'), await call('old')];
    expect([guessed.status, ended.status]).toEqual([429, 429]);
    const shape = ({ body: { requestId: _, ...rest } }: typeof ended) => rest;
    expect(shape(ended)).toEqual(shape(guessed));
    expect(ended.headers['retry-after']).toEqual(expect.any(String));
    expect(await status('new')).toBe(200);
    server.clock.advance({ minutes: 16 });
    expect([await status('odd'), await status('old')]).toEqual([401, 401]);
  });

  it('is not taken for the newest one that was chosen with the same text: that one works on when the old one ends', async () => {
    for (const between of [[], ['Chosen-new-2']]) {
      const { body } = await expectStatus(world.admin.post(world.path('api-keys'), { name: 'same', kind: 'service', clientSecret: 'Chosen-old-1' }), 201);
      const call = (secret: string) => server.client(basic(body.clientId, secret)).get('/api/v1/me');
      await expectStatus(call('Chosen-old-1'), 200);
      for (const clientSecret of [...between, 'Chosen-old-1']) await expectStatus(world.admin.post(world.path(`api-keys/${body.id}/rotate`), { clientSecret, overlapSeconds: 60 }), 200);
      await expectStatus(call('Chosen-old-1'), 200);
      await server.app.get(UsageRecorder, { strict: false }).flush();
      const olds = (await world.admin.get(world.path(`api-keys/${body.id}`))).body.drainingSecrets as { uses: number }[];
      expect(olds.map(({ uses }) => uses)).toEqual(olds.map(() => 0));
      server.clock.advance({ seconds: 61 });
      await expectStatus(call('Chosen-old-1'), 200);
      for (const clientSecret of between) await expectStatus(call(clientSecret), 401);
    }
  });

  it('is told of by every node, whichever of them refused it', async () => {
    const key = await world.key(world.admin);
    const second = await server.another();
    const elsewhere = async () => (await server.client({ authorization: `Api-Key ${key.text}` }, second).get('/api/v1/me')).status;
    expect(await elsewhere()).toBe(200);
    await rotate(key, { overlapSeconds: 600 });
    expect(await elsewhere()).toBe(200);
    await endOld(key);
    expect(await elsewhere()).toBe(401);
    const there = await server.signIn(undefined, undefined, second);
    const [{ id }] = (await expectStatus(there.get(world.path(`decisions?apiKeyId=${key.id}`)), 200)).body.items;
    const [here, other] = [await world.admin.get(world.path(`decisions/${id}`)), await there.get(world.path(`decisions/${id}`))];
    expect(here.body).toMatchObject({ code: 'secret-ended', secret: { prefix: prefixOf(key.text), endedBy: { name: 'ada' } } });
    expect(other.body).toEqual(here.body);
  });
});
