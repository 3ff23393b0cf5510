import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectForbidden, expectProblem, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';
import { badNames, expectAudit, pages, refusesBodies, refusesStrangers } from '../contract/operations.js';

onEachDatabase('problems', (database) => {
  let server: TestServer;
  let world: World;
  let elsewhere: string;
  let foreign: string;
  const here = '1001';
  const report = (workspaceId?: string | null) => ({ name: 'Disk full', statement: 'No space', ...(workspaceId !== undefined && { workspaceId }) });
  const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name).filter((name) => ['here', 'elsewhere', 'whole'].includes(name)).sort();

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    elsewhere = await world.workspace();
    const other = await world.otherOrganisation();
    foreign = await other.workspace();
    await expectStatus(other.admin.post(other.path('problems'), { name: 'theirs', statement: 's' }), 201);
    for (const [name, workspaceId] of [['here', here], ['elsewhere', elsewhere], ['whole', null]] as const) {
      await expectStatus(world.admin.post(world.path('problems'), { name, statement: 's', workspaceId }), 201);
    }
    await world.bystander();
  });
  afterAll(() => server?.stop());

  refusesStrangers(() => world, {
    list: () => ({ method: 'GET', path: world.path('problems'), permission: 'problem.read' }),
    create: () => ({ method: 'POST', path: world.path('problems'), body: report(), permission: 'problem.create' }),
  });
  describe('create', () =>
    refusesBodies(() => world, () => ({ method: 'POST', path: world.path('problems') }), [
      ...badNames({ statement: 's' }),
      ['no statement', { name: 'p' }, 'statement'],
      ['an empty statement', { name: 'p', statement: '' }, 'statement'],
      ['a statement of 10 001 characters', { name: 'p', statement: 's'.repeat(10_001) }, 'statement'],
      ['a statement that is a list', { name: 'p', statement: ['s'] }, 'statement'],
      ['a workspace that is a number', { ...report(), workspaceId: 1001 }, 'workspaceId'],
    ]));
  describe('list', () => pages(() => world.admin, () => world.path('problems'), 3));

  it('are listed as far as the caller may read', async () => {
    const list = async (permissions: string[], workspaceId?: string) => {
      const { session } = await world.user(permissions, workspaceId);
      return session.get(world.path('problems'));
    };
    expect(names((await list(['problem.read'])).body)).toEqual(['elsewhere', 'here', 'whole']);
    expect(names((await list(['problem.read'], elsewhere)).body)).toEqual(['elsewhere']);
    expectForbidden(await list(['problem.create'], elsewhere), ['problem.read']);
  });

  it('of one workspace are for those who may read there', async () => {
    const { session } = await world.user(['problem.read'], here);
    expect(names((await session.get(world.path(`problems?workspaceId=${here}`))).body)).toEqual(['here']);
    expectForbidden(await session.get(world.path(`problems?workspaceId=${elsewhere}`)), ['problem.read']);
    for (const unknown of [foreign, '999999999']) {
      expectProblem(await session.get(world.path(`problems?workspaceId=${unknown}`)), 404, 'workspace.not-found');
    }
    for (const wrong of ['workspaceId=abc', 'workspaceId=', `workspaceId=${here}&workspaceId=${elsewhere}`, `workspaceId[]=${here}`]) {
      expectProblem(await session.get(world.path(`problems?${wrong}`)), 400, 'request.invalid');
    }
  });

  it('belong where they are reported, and are reported where the caller may', async () => {
    const { session, id, login } = await world.user(['problem.create'], here);
    const made = await expectStatus(session.post(world.path('problems'), report(here)), 201);
    expect(made.body).toMatchObject({ name: 'Disk full', statement: 'No space', workspaceId: here, id: expect.any(String), createdAt: expect.any(String) });
    await expectAudit(world, { action: 'problem.create', actor: { kind: 'user', id, name: login }, subject: { kind: 'problem', id: made.body.id } });
    for (const workspaceId of [elsewhere, null, undefined]) {
      expectForbidden(await expectUnchanged(server, () => session.post(world.path('problems'), report(workspaceId))), ['problem.create']);
    }
    for (const workspaceId of [foreign, '999999999']) {
      const answer = await expectUnchanged(server, () => world.admin.post(world.path('problems'), report(workspaceId)));
      expectProblem(answer, 404, 'workspace.not-found');
    }
  });

  it('a right for the organisation holds in workspaces made later', async () => {
    const { session } = await world.user(['problem.create', 'problem.read']);
    const later = await world.workspace();
    await expectStatus(session.post(world.path('problems'), report(later)), 201);
    expect((await session.get(world.path(`problems?workspaceId=${later}`))).body.items).toHaveLength(1);
  });

  it('keep what people write, to the letter', async () => {
    const statement = `<script>alert(1)</script> ' OR 1=1 -- \u202e 東京 👩‍👩‍👧 \\ " ${'é'.normalize('NFD')} \t\r\n %s \${x}`;
    const made = await expectStatus(world.admin.post(world.path('problems'), { name: `O'Brien "x" \\ 😀`, statement }), 201);
    expect(made.body).toMatchObject({ name: `O'Brien "x" \\ 😀`, statement });
    const { items } = (await world.admin.get(world.path('problems?limit=200'))).body;
    expect(items.find(({ id }: { id: string }) => id === made.body.id).statement).toBe(statement);
  });

  it.each([['NUL', 'a\u0000b'], ['half a character', 'a\ud800b'], ['10 000 characters of four bytes', '😀'.repeat(10_000)]])('never fail on a statement with %s', async (_what, statement) => {
    const answer = await world.admin.post(world.path('problems'), { name: 'odd', statement });
    expect([201, 400]).toContain(answer.status);
    if (answer.status === 201) expect(answer.body.statement).toBe(statement);
    const again = (await world.admin.get(world.path('problems?limit=200'))).body.items.filter(({ id }: { id: string }) => id === answer.body.id);
    if (answer.status === 201) expect(again[0].statement).toBe(statement);
  });
});
