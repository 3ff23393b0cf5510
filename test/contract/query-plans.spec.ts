import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { ApiKey, ApiKeySecret, ApiKeysRepository, loadApiKey, loadSecret } from '../../src/features/api-keys/index.js';
import { loadChosenSecrets } from '../../src/features/api-keys/key-facts.js';
import { AuditEvent } from '../../src/features/audit/index.js';
import { AuditRepository } from '../../src/features/audit/audit.repository.js';
import { Decision } from '../../src/features/decisions/index.js';
import { DecisionsRepository } from '../../src/features/decisions/decisions.repository.js';
import { Group, GroupMember } from '../../src/features/groups/index.js';
import { GroupsRepository } from '../../src/features/groups/groups.repository.js';
import { loadOrganisation, Organisation, Workspace } from '../../src/features/organisations/index.js';
import { WorkspacesRepository } from '../../src/features/organisations/workspaces.repository.js';
import { KeyLastUse } from '../../src/features/key-usage/index.js';
import { OverviewRepository } from '../../src/features/overview/overview.repository.js';
import { Problem } from '../../src/features/problems/index.js';
import { ProblemsRepository } from '../../src/features/problems/problems.repository.js';
import { StandingsRepository } from '../../src/features/key-rights/standing/standings.repository.js';
import { loadSubjectGrants, loadUserGrants, Role, RoleAssignment, RoleHoldersRepository, WorkspaceRole } from '../../src/features/roles/index.js';
import { AssignmentsRepository } from '../../src/features/roles/assignments.repository.js';
import { RolesRepository } from '../../src/features/roles/roles.repository.js';
import { loadSession } from '../../src/features/sessions/sessions.repository.js';
import { Session, SessionLastUse, SessionsRepository, SessionUsesRepository } from '../../src/features/sessions/index.js';
import { TokenFamiliesRepository, TokenFamily } from '../../src/features/tokens/index.js';
import { Account, loadAccount, loadMembership, Membership, RecoveryCode, SecondFactor, SecondFactors, UsersRepository } from '../../src/features/users/index.js';
import { loadMembershipOf } from '../../src/features/users/user-facts.js';
import type { Load } from '../../src/platform/freshness/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { recordStatements, type Recorded } from './recorded.js';
import { dataSourceOf } from './rows.js';

const count = 3_000;
const stamps = { createdAt: 1, updatedAt: 1 };
/** Which organisation the row belongs to: thirty of a hundred rows each. */
const organisationId = (i: number) => 2001 + (i % 30);
const workspaceId = (i: number) => 5001 + (i % 300);

const rows: [EntityTarget<ObjectLiteral>, (i: number) => ObjectLiteral][] = [
  [Organisation, (i) => ({ slug: `org-${i}`, name: 'x', state: 'active', keyCreation: 'everyone', profileKeys: 'open', queryCredential: true, ...stamps })],
  [Workspace, (i) => ({ organisationId: organisationId(i), name: 'x', deletedAt: null, ...stamps })],
  [Account, (i) => ({ login: `user${i}`, loginLower: `user${i}`, email: 'a@b.example', passwordHash: null, state: 'active', generation: 1, operator: false, ...stamps })],
  [Membership, (i) => ({ organisationId: organisationId(i), accountId: 1001 + i, displayName: 'x', state: 'active', generation: 1, lastSignInAt: null, ...stamps })],
  [Group, (i) => ({ organisationId: organisationId(i), name: `group ${i}`, ...stamps })],
  [GroupMember, (i) => ({ organisationId: organisationId(i), groupId: 1001 + (i % 700), userId: 1001 + i, createdAt: 1 })],
  [Role, (i) => ({ organisationId: organisationId(i), name: `r${i}`, logicalName: `r${i}`, level: 'workspace', isSystem: false, basedOnRoleId: null, permissions: [], version: 1, ...stamps })],
  [WorkspaceRole, (i) => ({ organisationId: organisationId(i), roleId: 1007 + i, workspaceId: workspaceId(i), scope: workspaceId(i) })],
  [RoleAssignment, (i) => ({ organisationId: organisationId(i), workspaceRoleId: 1013 + i, subjectKind: ['user', 'group', 'api-key'][i % 3], subjectId: 1001 + i, resource: null, createdAt: 1 })],
  [
    ApiKey,
    (i) => ({
      ...{ organisationId: organisationId(i), kind: 'personal', name: 'x', clientId: `client_${i}`, ownerUserId: 1001 + (i % 1_500), makerUserId: 1001, parentKeyId: null, permissions: null },
      ...{ workspaceIds: null, expiresAt: null, state: 'active', generation: 1, revealable: false, profile: false, revokeReason: null, revokedAt: null, deletedAt: null, ...stamps },
    }),
  ],
  [
    ApiKeySecret,
    (i) => ({
      ...{ organisationId: organisationId(i), apiKeyId: 1001 + i, kind: 'generated', prefix: `P${i}`, digest: 'x', pepperId: 1, sealed: null, sealId: null },
      ...{ state: 'active', drainsUntil: null, createdAt: 1, endedAt: null },
    }),
  ],
  [
    TokenFamily,
    (i) => ({
      ...{ organisationId: organisationId(i), apiKeyId: 1001 + i, secretId: 1001 + i, generations: '1', nonce: 'x', dataKeyId: 1, step: 0, state: 'active', paired: false, audience: 'x' },
      ...{ scope: null, accessSeconds: 1, refreshSeconds: 1, createdAt: 1, usedAt: [], idleUntil: 2, expiresAt: 2 },
    }),
  ],
  [Session, (i) => ({ accountId: 1001 + i, accountGeneration: 1, digest: 'x', pepperId: 1, address: 'x', userAgent: 'x', createdAt: 1, expiresAt: 2, endedAt: null })],
  [SessionLastUse, (i) => ({ sessionId: 1001 + i, usedAt: 1, address: 'x' })],
  [SecondFactor, (i) => ({ accountId: 1001 + i, sealed: 'x', sealId: 1, lastStep: 0, createdAt: 1, confirmedAt: 1 })],
  [RecoveryCode, (i) => ({ accountId: 1001 + (i % 300), digest: 'x', pepperId: 1, createdAt: 1, usedAt: null })],
  [Problem, (i) => ({ organisationId: organisationId(i), workspaceId: workspaceId(i), name: 'x', statement: 'x', createdAt: 1 })],
  [KeyLastUse, (i) => ({ apiKeyId: 1001 + i, organisationId: organisationId(i), usedAt: i, address: '', userAgent: '', permission: null, result: 'allowed' })],
  [
    Decision,
    (i) => ({
      ...{ decisionId: `D${i}`, organisationId: organisationId(i), occurredAt: i, code: 'permission-missing', credentialKind: 'api-key', apiKeyId: 1001 + i, userId: 1001 + i, permissions: [] },
      ...{ workspaceId: null, checks: [], address: '', userAgent: '', requestId: '' },
    }),
  ],
  [
    AuditEvent,
    (i) => ({
      ...{ organisationId: organisationId(i), occurredAt: i, action: `thing.verb-${i % 40}`, result: 'done', actorKind: 'user', actorId: 1001 + i, actorName: 'x', credentialKind: null },
      ...{ credentialId: null, subjectKind: 'api-key', subjectId: 1001 + i, address: '', userAgent: '', requestId: '', details: null },
    }),
  ],
];

const slice = { limit: 50, after: 1_500 };
const byId = { limit: 50, column: 'id', descending: false, after: { value: null, id: 1_500 } } as const;

onEachDatabase('looking things up', (database) => {
  let server: TestServer;
  let dataSource: DataSource;
  beforeAll(async () => {
    server = await TestServer.start(database);
    dataSource = dataSourceOf(server);
    for (const [entity, row] of rows) {
      const all = Array.from({ length: count }, (_, i) => row(i));
      await dataSource.transaction(async (manager) => {
        for (let i = 0; i < count; i += 1_000) await manager.createQueryBuilder().insert().into(entity).values(all.slice(i, i + 1_000)).updateEntity(false).execute();
      });
    }
    // The planner must know how many rows there are, as it does in a database that has lived.
    for (const { tableName } of dataSource.entityMetadatas) await dataSource.query(database.name === 'SQLite' ? `ANALYZE ${tableName}` : `ANALYZE TABLE ${tableName}`);
  }, 120_000);
  afterAll(() => server?.stop());

  const facts: Record<string, () => Load<unknown>> = {
    'a secret by its prefix': () => loadSecret('P77'),
    'a key by its id': () => loadApiKey(1077),
    'the chosen secrets of a client id': () => loadChosenSecrets('client_77'),
    'an organisation by its slug': () => loadOrganisation('org-77'),
    'an organisation by its id': () => loadOrganisation('1077'),
    'an account': () => loadAccount(1077),
    'a membership': () => loadMembership(1077),
    'the membership of an account': () => loadMembershipOf(1077, 2018),
    'what a user holds': () => loadUserGrants(1077),
    'what a service key holds': () => loadSubjectGrants('api-key', 1079),
    'a session': () => loadSession(1077),
  };
  for (const [name, load] of Object.entries(facts)) {
    it(`reads ${name} by an index`, async () => {
      for (const statement of statementsOf(load())) await expectIndexed(dataSource, statement);
    });
  }

  const get = <T>(type: new (...parameters: never[]) => T): T => server.app.get(type, { strict: false });
  const lists: Record<string, () => Promise<unknown>> = {
    'keys of the organisation': () => get(ApiKeysRepository).list(2018, 'everybody', {}, byId),
    'keys of a user': () => get(ApiKeysRepository).list(2018, { userId: 1077, withServiceKeys: true, keyId: 1078 }, {}, byId),
    'keys made with a key': () => get(ApiKeysRepository).list(2018, { userId: null, withServiceKeys: false, keyId: 1077 }, {}, byId),
    'audit events': () => get(AuditRepository).list(2018, {}, slice),
    'audit events of a subject': () => get(AuditRepository).list(2018, { subjectKind: 'api-key', subjectId: 1077 }, slice),
    'audit events of a time': () => get(AuditRepository).list(2018, { since: 10, until: 2_000 }, { limit: 50, after: 1_517 }),
    'audit events of an action': () => get(AuditRepository).list(2018, { action: 'thing.verb-7' }, slice),
    'audit events of a kind of actions': () => get(AuditRepository).list(2018, { action: 'thing' }, slice),
    'the end of things in the audit trail': () => get(AuditRepository).ends(2018, 'api-key', [1077, 1078]),
    'audit events of a name': () => get(AuditRepository).list(2018, { actorName: 'x', since: 10 }, slice),
    'audit events of an actor': () => get(AuditRepository).list(2018, { actorId: 1077 }, slice),
    groups: () => get(GroupsRepository).list(2018, undefined, byId),
    'members of a group': () => get(GroupsRepository).members(2018, 1077, slice),
    workspaces: () => get(WorkspacesRepository).list(2018, 'all', slice),
    'problems of the organisation': () => get(ProblemsRepository).list(2018, 'all', undefined, slice),
    'problems of some workspaces': () => get(ProblemsRepository).list(2018, new Set([5018, 5048]), undefined, slice),
    'role assignments': () => get(AssignmentsRepository).list(2018, {}, slice),
    'role assignments of a user': () => get(AssignmentsRepository).list(2018, { subjectKind: 'user', subjectId: 1077 }, slice),
    'holders of a role': () => get(RoleHoldersRepository).list(2018, { roleId: 1077 }, slice),
    'roles of a user': () => get(RoleHoldersRepository).list(2018, { subjectKind: 'user', subjectId: 1077 }, slice),
    'who holds roles in a workspace': () => get(RoleHoldersRepository).list(2018, { workspaceId: 5018 }, slice),
    'members of groups, counted': () => get(GroupsRepository).memberCounts(2018, [1077, 1078]),
    'through which groups users may make keys': () => get(StandingsRepository).throughGroups(2018, [1077, 1078]),
    'who of some users is super user': () => get(StandingsRepository).superUsers(2018, [1077, 1078]),
    'users, counted': () => get(UsersRepository).count(2018, { search: 'x' }),
    'a user by its login': () => get(UsersRepository).findByLogin(2018, 'user77'),
    roles: () => get(RolesRepository).list(2018, undefined, byId),
    'workspace roles': () => get(RolesRepository).listScopes(2018, {}, slice),
    'workspace roles of a role': () => get(RolesRepository).listScopes(2018, { roleId: 1077 }, slice),
    users: () => get(UsersRepository).list(2018, {}, byId),
    'the sessions of a person': () => get(SessionsRepository).listOpen(1077, 1, 1, slice),
    'the last use of sessions': () => get(SessionUsesRepository).of([1077, 1078]),
    'the tokens of a person': () => get(TokenFamiliesRepository).listOpen(2018, 1077, 1, slice),
    'the second factor of an account': () => get(SecondFactors).since(1077),
    'recovery codes': () => get(SecondFactors).codesLeft(1077),
    'keys of a state, counted': () => get(OverviewRepository).countKeys(2018, 'active'),
    'keys that end soon, counted': () => get(OverviewRepository).countEnding(2018, 10, 2_000),
    'keys that end soonest': () => get(OverviewRepository).endingSoonest(2018, 10, 2_000, 5),
    'keys that were used last': () => get(OverviewRepository).lastUsed(2018, 5),
    'keys that need attention, counted': () => get(OverviewRepository).examine(2018, 5),
    'keys that need attention': () => get(OverviewRepository).needing(2018, 'never-used', 5, 1_500, 51),
    'refusals by day': () => get(OverviewRepository).refusedByDay(2018, 5),
    refusals: () => get(DecisionsRepository).list(2018, {}, slice),
    'refusals of a key': () => get(DecisionsRepository).list(2018, { apiKeyId: 1077 }, slice),
    'refusals of a user': () => get(DecisionsRepository).list(2018, { userId: 1077 }, slice),
    'one refusal': () => get(DecisionsRepository).list(2018, { decisionId: 'D77' }, slice),
    'one key': () => get(ApiKeysRepository).find(2018, 1077),
    'one user': () => get(UsersRepository).find(2018, 1077),
    'the last super user': () => get(AssignmentsRepository).hasActiveSuperUser(2018),
  };
  for (const [name, list] of Object.entries(lists)) {
    it(`lists ${name} by an index`, async () => {
      const statements = await recordStatements(dataSource, list);
      expect(statements.length).toBeGreaterThan(0);
      for (const statement of statements) await expectIndexed(dataSource, statement);
    });
  }
});

/** What a reading of facts asks, when each statement finds one row. */
function statementsOf(load: Load<unknown>): Recorded[] {
  const statements: Recorded[] = [];
  const row = { id: 1077, apiKeyId: 1077, permissions: '[]', workspaceIds: null, logicalName: 'x', groupId: null };
  for (let step = load.next(); !step.done; step = load.next([row])) statements.push({ sql: step.value.sql, parameters: [...step.value.parameters] });
  return statements;
}

async function expectIndexed(dataSource: DataSource, { sql, parameters }: Recorded): Promise<void> {
  if (dataSource.options.type === 'mariadb') {
    const plan = (await dataSource.query(`EXPLAIN ${sql}`, parameters)) as { table: string; type: string | null; Extra: string }[];
    const scans = plan.filter(({ type, table }) => (type === 'ALL' || type === 'index') && !table.startsWith('<'));
    expect({ sql, scans }).toEqual({ sql, scans: [] });
    return;
  }
  const plan = (await dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, parameters)) as { detail: string }[];
  const details = plan.map(({ detail }) => detail);
  // What a part of the statement has answered is gone through; that part is looked at itself.
  const answered = new Set(details.flatMap((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(detail)?.[1] ?? []));
  const scans = details.filter((detail) => /^SCAN (?!CONSTANT)/.test(detail) && !answered.has(/^SCAN (\w+)/.exec(detail)?.[1] ?? ''));
  expect({ sql, scans }).toEqual({ sql, scans: [] });
}
