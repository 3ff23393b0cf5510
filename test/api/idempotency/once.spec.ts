import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Idempotency, IdempotencyRecord } from '../../../src/platform/idempotency/index.js';
import { expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

onEachDatabase('a call under an Idempotency-Key happens once', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const once = (name: string) => world.admin.with({ 'idempotency-key': name });
  const keysNamed = async (name: string) => {
    const { body } = await expectStatus(world.admin.get(world.path('api-keys?limit=200')), 200);
    return body.items.filter((key: { name: string }) => key.name === name);
  };

  it('answers the same again, the text of the key included, and makes nothing', async () => {
    const first = await expectStatus(once('same').post(world.path('api-keys'), { name: 'same' }), 201);
    const second = await expectStatus(once('same').post(world.path('api-keys'), { name: 'same' }), 201);
    expect(second.body).toEqual(first.body);
    expect(first.body.key).toMatch(/^LK/);
    expect(await keysNamed('same')).toHaveLength(1);
  });

  it('makes one object of 200 calls at once, on two nodes', async () => {
    const second = await server.another();
    const there = (await server.signIn(undefined, undefined, second)).with({ 'idempotency-key': 'parallel' });
    const here = once('parallel');
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 ? here : there).post(world.path('api-keys'), { name: 'parallel' })));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([]);
    expect(new Set(answers.map(({ body }) => body.key)).size).toBe(1);
    expect(await keysNamed('parallel')).toHaveLength(1);
  });

  it('is refused for another request', async () => {
    await expectStatus(once('other').post(world.path('groups'), { name: 'first' }), 201);
    const refused = await once('other').post(world.path('groups'), { name: 'second' });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('idempotency.mismatch');
    expect((await world.admin.get(world.path('groups'))).body.items.map(({ name }: { name: string }) => name)).not.toContain('second');
  });

  it('belongs to its caller: the same key of somebody else is another', async () => {
    const { session } = await world.user();
    const mine = await expectStatus(once('mine').post(world.path('api-keys'), { name: 'mine' }), 201);
    const theirs = await expectStatus(session.with({ 'idempotency-key': 'mine' }).post(world.path('api-keys'), { name: 'mine' }), 201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('is not used up by a call that failed', async () => {
    await expectStatus(once('retry').post(world.path('api-keys'), { name: 'retry', permissions: ['no.such'] }), 400);
    await expectStatus(once('retry').post(world.path('api-keys'), { name: 'retry' }), 201);
    expect(await keysNamed('retry')).toHaveLength(1);
  });

  it('holds for what changes no rights as well', async () => {
    const report = () => expectStatus(once('problem').post(world.path('problems'), { name: 'Disk full', statement: 'No space' }), 201);
    expect((await report()).body).toEqual((await report()).body);
    expect((await world.admin.get(world.path('problems'))).body.items).toHaveLength(1);
  });

  it('keeps the answer encrypted for ten minutes, then wipes it and answers 409', async () => {
    const { body } = await expectStatus(once('wiped').post(world.path('api-keys'), { name: 'wiped' }), 201);
    const records = server.app.get(DataSource).getRepository(IdempotencyRecord);
    const kept = await records.findOneByOrFail({ name: 'wiped' });
    expect(kept.sealed).not.toBeNull();
    expect(JSON.stringify(kept)).not.toContain(body.key);
    server.clock.advance({ minutes: 10 });
    await server.app.get(Idempotency).wipe();
    expect((await records.findOneByOrFail({ name: 'wiped' })).sealed).toBeNull();
    const late = await once('wiped').post(world.path('api-keys'), { name: 'wiped' });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('idempotency.expired');
    expect(await keysNamed('wiped')).toHaveLength(1);
  });

  it('is refused when it is no printable ASCII', async () => {
    const refused = await once('a b').post(world.path('groups'), { name: 'blank' });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].field).toBe('Idempotency-Key');
  });
});
