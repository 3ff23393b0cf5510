import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DecisionsRecorder } from '../../../src/features/decisions/index.js';
import { Jobs } from '../../../src/platform/jobs/index.js';
import { type Answer, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

onEachDatabase('a refusal explains itself', (database) => {
  let server: TestServer;
  let world: World;
  const here = '1001';

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const explain = async ({ body }: Answer) => (await expectStatus(world.admin.get(world.path(`decisions/${body.decisionId}`)), 200)).body;
  const apply = async (remedies: { method: string; path: string; body: unknown }[]) => {
    for (const { method, path, body } of remedies) {
      const { status } = await world.admin.send(method, world.path(path), body);
      expect([200, 201]).toContain(status);
    }
  };
  const report = (workspaceId: string | null = here) => ({ name: 'Disk full', statement: 'No space', workspaceId });

  it('with the ordered checks, and through which group and scope the caller holds what it holds', async () => {
    const elsewhere = await world.workspace();
    const group = await world.group();
    await world.grant({ groupId: group }, ['problem.create'], elsewhere);
    const user = await world.user(['problem.read'], here);
    await world.addToGroup(group, user.id);
    const refused = await expectStatus(user.session.post(world.path('problems'), report()), 403);
    const decision = await explain(refused);
    expect(decision).toMatchObject({ code: 'permission-missing', userId: user.id, missingPermissions: ['problem.create'], workspaceId: here });
    expect(decision.checks.map(({ check }: { check: string }) => check)).toEqual(['secret', 'state', 'expiry', 'owner', 'ceiling']);
    expect(decision.checks[4]).toMatchObject({ passed: false, ceiling: 'owner', ceilingName: user.login, held: [{ kind: 'role', groupId: group, workspaceId: elsewhere }] });
    const workspaceName = expect.stringMatching(/^workspace-/);
    expect(decision).toMatchObject({ workspaceName: 'default', checks: expect.arrayContaining([expect.objectContaining({ held: [expect.objectContaining({ groupName: expect.stringMatching(/^group-/), workspaceName })] })]) });
    expect(decision.wouldAllow[0]).toMatchObject({ summary: expect.stringMatching(/in the workspace default/), receiver: { kind: 'user', id: user.id, name: user.login } });
  });

  it('and applying the smallest grants it names allows the call', async () => {
    const user = await world.user();
    const key = await world.key(user.session, { permissions: [] });
    const call = () => key.client.post(world.path('problems'), report());
    const { wouldAllow } = await explain(await expectStatus(call(), 403));
    expect(wouldAllow).toHaveLength(2);
    await apply(wouldAllow.slice(0, 1));
    expect((await call()).status).toBe(403);
    await apply(wouldAllow.slice(1));
    expect((await call()).status).toBe(201);
  });

  it('and asks for no more of a key that is limited to workspaces than the call needs, each thing by itself', async () => {
    const there = await world.workspace();
    const user = await world.user(['problem.read', 'problem.create'], here);
    await world.grant({ userId: user.id }, ['problem.read', 'problem.create'], there);
    const key = await world.key(user.session, { permissions: ['problem.read'], workspaceIds: [here] });
    const bodies = ({ wouldAllow }: { wouldAllow: { body: unknown }[] }) => wouldAllow.map(({ body }) => body);
    const limits = async () => (await expectStatus(user.session.get(world.path(`api-keys/${key.id}`)), 200)).body.workspaceIds;

    const refused = await expectStatus(key.client.post(world.path('problems'), report()), 403);
    expect(refused.body.detail).toContain(`in workspace ${here}`);
    const within = await explain(refused);
    expect([within.workspaceId, bodies(within)]).toEqual([here, [{ permissions: ['problem.read', 'problem.create'] }]]);
    await apply(within.wouldAllow);
    expect([(await key.client.post(world.path('problems'), report())).status, await limits()]).toEqual([201, [here]]);

    const beyond = await explain(await expectStatus(key.client.post(world.path('problems'), report(there)), 403));
    expect(bodies(beyond)).toEqual([{ workspaceIds: [here, there] }]);
    expect(beyond.wouldAllow[0].summary).toMatch(/ work in the workspace workspace-\S+ too, with problem.read, problem.create$/);
    expect(await limits()).toEqual([here]);
    await apply(beyond.wouldAllow);
    expect([(await key.client.post(world.path('problems'), report(there))).status, await limits()]).toEqual([201, [here, there]]);
  });

  it('and lets a key that may do it nowhere do it where the key works, not everywhere', async () => {
    const user = await world.user(['problem.read']);
    const key = await world.key(user.session, { permissions: [], workspaceIds: [here] });
    const list = () => key.client.get(world.path('problems'));
    const { wouldAllow } = await explain(await expectStatus(list(), 403));
    expect(wouldAllow.map(({ body }: { body: unknown }) => body)).toEqual([{ permissions: ['problem.read'] }]);
    await apply(wouldAllow);
    expect((await list()).status).toBe(200);
    expect((await expectStatus(user.session.get(world.path(`api-keys/${key.id}`)), 200)).body.workspaceIds).toEqual([here]);
  });

  it('for a service key as well', async () => {
    const key = await world.key(world.admin, { kind: 'service', workspaceRoleIds: [] });
    const call = () => key.client.post(world.path('problems'), report());
    const { wouldAllow } = await explain(await expectStatus(call(), 403));
    await apply(wouldAllow);
    expect((await call()).status).toBe(201);
    expect((await key.client.get(world.path('users'))).status).toBe(403);
  });

  it('also when another service asked, and when the credential was not taken', async () => {
    const asking = await world.key(world.admin);
    const { session } = await world.user();
    const key = await world.key(session);
    const verify = () => asking.client.post('/api/v1/verify', { key: key.text, permissions: ['problem.read'] });
    expect((await explain(await verify())).missingPermissions).toEqual(['problem.read']);
    await expectStatus(session.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    const decision = await explain(await verify());
    expect(decision).toMatchObject({ code: 'deactivated', wouldAllow: [] });
    expect(decision.checks).toEqual([{ check: 'secret', passed: true }, { check: 'state', passed: false }]);
  });

  it('after it was written, and on another node', async () => {
    const { session } = await world.user();
    const refused = await expectStatus(session.get(world.path('audit-events')), 403);
    await server.app.get(DecisionsRecorder, { strict: false }).flush();
    const second = await server.another();
    const there = await server.signIn(undefined, undefined, second);
    expect((await there.get(world.path(`decisions/${refused.body.decisionId}`))).status).toBe(200);
  });

  it('to those with decision.read in its organisation alone', async () => {
    const { session } = await world.user();
    const { body } = await expectStatus(session.get(world.path('audit-events')), 403);
    expect((await session.get(world.path(`decisions/${body.decisionId}`))).status).toBe(403);
    const other = await world.otherOrganisation();
    expect((await other.admin.get(other.path(`decisions/${body.decisionId}`))).status).toBe(404);
  });

  it('unless the caller is refused all the time: twenty a minute are kept', async () => {
    const { session } = await world.user();
    const answers = [];
    for (let i = 0; i < 25; i++) answers.push(await expectStatus(session.get(world.path('audit-events')), 403));
    await server.app.get(DecisionsRecorder, { strict: false }).flush();
    const known = await Promise.all(answers.map(({ body }) => world.admin.get(world.path(`decisions/${body.decisionId}`))));
    expect(known.map(({ status }) => status)).toEqual([...Array(20).fill(200), ...Array(5).fill(404)]);
  });

  it('for thirty days', async () => {
    const { session } = await world.user();
    const refused = await expectStatus(session.get(world.path('audit-events')), 403);
    const recorder = server.app.get(DecisionsRecorder, { strict: false });
    await recorder.flush();
    server.clock.advance({ days: 31 });
    expect(await server.app.get(Jobs, { strict: false }).runIfDue(recorder.job)).toBe(true);
    const admin = await server.signIn();
    expect((await admin.get(world.path(`decisions/${refused.body.decisionId}`))).status).toBe(404);
  });
});
