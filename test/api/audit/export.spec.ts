import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditEvent } from '../../../src/features/audit/index.js';
import { dataSourceOf } from '../../contract/rows.js';
import { type Answer, expectInvalid, expectProblem, expectStatus, onEachDatabase, TestServer, World } from '../../harness/index.js';

const count = 1_234;

onEachDatabase('the audit trail as a file', (database) => {
  let server: TestServer;
  let world: World;
  let other: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    other = await world.otherOrganisation();
    const { id } = (await expectStatus(world.admin.get('/api/v1/organisations/othercorp'), 200)).body;
    const event = (i: number) => ({
      ...{ organisationId: Number(id), occurredAt: Date.UTC(2025, 0, 1) + Math.floor(i / 700) * 86_400_000, action: 'thing.make', result: 'done', actorKind: 'user', actorId: 1, actorName: `n${i % 3}` },
      ...{ credentialKind: null, credentialId: null, subjectKind: 'thing', subjectId: i + 1, address: '', userAgent: '=cmd()', requestId: '', details: { i } },
    });
    await dataSourceOf(server).getRepository(AuditEvent).insert(Array.from({ length: count }, (_, i) => event(i)));
  });
  afterAll(() => server?.stop());

  const path = (query = '') => other.path(`audit-events/export?subjectKind=thing${query}`);
  const lines = ({ text }: Answer) => text.trimEnd().split('\n');

  it('holds all of it, however many pages that is, each event once and the newest first', async () => {
    const answer = await expectStatus(world.admin.get(path('&format=json-lines')), 200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/jsonl; charset=utf-8', 'content-disposition': expect.stringMatching(/^attachment; filename="audit-othercorp-\d{4}-\d\d-\d\d\.jsonl"$/), 'cache-control': 'no-store' });
    const events = lines(answer).map((line) => JSON.parse(line) as { subject: { id: string } });
    expect(events.map(({ subject }) => Number(subject.id))).toEqual(Array.from({ length: count }, (_, i) => count - i));
    const [first] = (await world.admin.get(other.path('audit-events?subjectKind=thing&limit=1'))).body.items;
    expect(events[0]).toEqual(first);
  });

  it('is CSV when nothing is said, and no formula', async () => {
    const answer = await expectStatus(world.admin.get(path()), 200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(lines(answer)).toHaveLength(count + 1);
    expect(lines(answer)[0]).toMatch(/^id,occurredAt,action,/);
    expect(lines(answer)[1]).toContain("'=cmd()");
  });

  it('holds what is asked for alone, by time as well', async () => {
    const day = '&since=2025-01-01T00:00:00Z&until=2025-01-02T00:00:00Z';
    const events = lines(await world.admin.get(path(`&format=json-lines${day}`))).map((line) => Number((JSON.parse(line) as { subject: { id: string } }).subject.id));
    expect(events).toEqual(Array.from({ length: 700 }, (_, i) => 700 - i));
    expect(lines(await world.admin.get(path(`&actorName=n1${day}`)))).toHaveLength(1 + 233);
    expect((await world.admin.get(path('&format=json-lines&until=2020-01-01T00:00:00Z'))).text).toBe('');
    const mixed = await world.admin.get(world.path('audit-events/export?subjectKind=thing&format=json-lines'));
    expect([mixed.status, mixed.text]).toEqual([200, '']);
  });

  it('pages by time hold each event once, also where many happened in the same moment', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await expectStatus(world.admin.get(other.path(`audit-events?subjectKind=thing&limit=200&since=2025-01-01T00:00:00Z${next}`)), 200);
      seen.push(...body.items.map(({ subject }: { subject: { id: string } }) => subject.id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, i) => String(count - i)));
  });

  it('is for holders of audit.read, and refuses what is no format', async () => {
    const { session } = await world.bystander();
    expect(expectProblem(await session.get(world.path('audit-events/export')), 403).body.missingPermissions).toEqual(['audit.read']);
    expectProblem(await session.get(path()), 404);
    expectInvalid(await world.admin.get(path('&format=xml')), 'format');
    expectInvalid(await world.admin.get(path('&limit=5')), 'limit');
  });
});
