import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApiKeysRepository } from '../../src/features/api-keys/index.js';
import { SecretsRepository } from '../../src/features/api-keys/secrets/secrets.repository.js';
import { AuditRepository } from '../../src/features/audit/audit.repository.js';
import { GroupsRepository } from '../../src/features/groups/groups.repository.js';
import { WorkspacesRepository } from '../../src/features/organisations/workspaces.repository.js';
import { StandingsRepository } from '../../src/features/key-rights/standing/standings.repository.js';
import { ProblemsRepository } from '../../src/features/problems/problems.repository.js';
import { OldSecretUsesRepository, UsageRecorder } from '../../src/features/key-usage/index.js';
import { AssignmentsRepository } from '../../src/features/roles/assignments.repository.js';
import { PermissionsRepository } from '../../src/features/permissions/permissions.repository.js';
import { RoleHoldersRepository } from '../../src/features/roles/index.js';
import { RolesRepository } from '../../src/features/roles/roles.repository.js';
import { SessionUseRecorder } from '../../src/features/sessions/index.js';
import { TokenFamiliesRepository } from '../../src/features/tokens/token-families.repository.js';
import { UsersRepository } from '../../src/features/users/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { fill } from './filled.js';
import { dataSourceOf, dump } from './rows.js';

type Repository = abstract new (...parameters: never[]) => object;
type Method = (...parameters: unknown[]) => Promise<unknown>;

const slice = { limit: 200, after: null };
const byId = { ...slice, column: 'id', descending: false };
const now = 4_000_000_000_000;

/** Ids of things of the organisation that is *not* named. */
interface Ids {
  readonly id: number;
  readonly userId: number;
  readonly groupId: number;
  readonly workspaceId: number;
  readonly roleId: number;
  readonly scopeId: number;
}

/** What each method is given after the organisation. */
const cases = new Map<Repository, Record<string, (ids: Ids) => unknown[]>>([
  [
    ApiKeysRepository,
    {
      findProfileKey: ({ userId }) => [userId],
      find: ({ id }) => [id],
      findAll: ({ id }) => [[id]],
      list: ({ userId }) => [{ userId, withServiceKeys: true, keyId: null }, {}, byId],
      update: ({ id }) => [id, { name: 'taken over' }],
      move: ({ id }) => [id, ['active'], 'revoked', { revokedAt: now }],
      raiseGeneration: ({ id }) => [id],
      searched: () => ['watched', [{ organisationId: 1002 }]],
      named: () => ['watched', [{ organisationId: 1002 }]],
      hide: ({ id }) => [id, now],
    },
  ],
  [
    SecretsRepository,
    { prefixesOf: ({ id }) => [[id]], latestOf: ({ id }) => [id], countTaken: ({ id }) => [id, now], drainingOf: ({ id }) => [id, 0], drain: ({ id }) => [id, now, now], end: ({ id }) => [id, now], find: ({ id }) => [id, id], endOld: ({ id }) => [id, id, now] },
  ],
  [OldSecretUsesRepository, { of: ({ id }) => [id] }],
  [AuditRepository, { list: ({ userId }) => [{ actorId: userId, subjectKind: 'api-key' }, slice], actions: () => [], actionsIn: () => [{ action: 'api-key' }], kinds: () => [], ends: ({ groupId }) => ['group', [groupId]] }],
  [
    GroupsRepository,
    {
      find: ({ groupId }) => [groupId],
      findAll: ({ groupId }) => [[groupId]],
      memberCounts: ({ groupId }) => [[groupId]],
      list: () => [undefined, byId],
      rename: ({ groupId }) => [groupId, 'taken over', now],
      delete: ({ groupId }) => [groupId],
      memberIds: ({ groupId }) => [groupId],
      removeUser: ({ userId }) => [userId],
      removeMember: ({ groupId, userId }) => [groupId, userId],
      members: ({ groupId }) => [groupId, slice],
      groupIdsOf: ({ userId }) => [userId],
      existing: ({ groupId }) => [[groupId]],
    },
  ],
  [
    WorkspacesRepository,
    {
      find: ({ workspaceId }) => [workspaceId],
      existing: ({ workspaceId }) => [[workspaceId]],
      all: () => [],
      list: ({ workspaceId }) => [new Set([workspaceId]), undefined, byId],
      first: ({ workspaceId }) => [new Set([workspaceId]), 10],
      update: ({ workspaceId }) => [workspaceId, { name: 'taken over', deletedAt: now }],
    },
  ],
  [ProblemsRepository, { list: ({ workspaceId }) => [new Set([workspaceId]), workspaceId, slice] }],
  [
    AssignmentsRepository,
    {
      find: ({ id }) => [id],
      list: ({ userId }) => [{ subjectKind: 'user', subjectId: userId }, slice],
      ofSubject: ({ userId }) => ['user', userId],
      delete: ({ id }) => [id],
      deleteOfSubject: ({ userId }) => ['user', userId],
      hasActiveSuperUser: () => [],
    },
  ],
  [RoleHoldersRepository, { list: ({ userId }) => [{ subjectKind: 'user', subjectId: userId }, slice] }],
  [StandingsRepository, { throughGroups: ({ userId }) => [[userId]], superUsers: () => [[1001]] }],
  [PermissionsRepository, { registered: () => [], known: () => [] }],
  [
    RolesRepository,
    {
      find: ({ roleId }) => [roleId],
      findByLogicalName: () => ['role.of.the.first'],
      findAll: ({ roleId }) => [[roleId]],
      list: () => [undefined, byId],
      scopesIn: ({ workspaceId }) => [[workspaceId]],
      ofLevel: () => ['workspace'],
      update: ({ roleId }) => [roleId, { name: 'taken over', permissions: [], updatedAt: now }],
      delete: ({ roleId }) => [roleId],
      findScope: ({ scopeId }) => [scopeId],
      findScopes: ({ scopeId }) => [[scopeId]],
      findWholeScope: ({ roleId }) => [roleId],
      listScopes: ({ roleId, workspaceId }) => [{ roleId, workspaceId }, slice],
    },
  ],
  [
    UsersRepository,
    {
      find: ({ userId }) => [userId],
      findAll: ({ userId }) => [[userId]],
      findByLogin: () => ['violet'],
      findWithdrawn: () => ['violet'],
      count: () => [{ state: 'active', search: 'violet' }],
      list: () => [{}, byId],
      existing: ({ userId }) => [[userId]],
      namesOf: ({ userId }) => [[userId]],
      ofAccounts: () => [[1002, 1003, 1004, 1005]],
      rename: ({ userId }) => [userId, 'taken over', now],
      setState: ({ userId }) => [userId, 'disabled', now],
      accept: ({ userId }) => [userId, now],
      invite: ({ userId }) => [userId, now],
      uninvite: ({ userId }) => [userId, now],
      inviteAgain: ({ userId }) => [userId, { displayName: 'taken over', email: 'x@evil.example' }, now],
    },
  ],
  [
    TokenFamiliesRepository,
    {
      advance: ({ id }) => [{ id, step: 0 }, [now], now],
      advancePaired: ({ id }) => [{ id, step: 0 }, [now], now],
      end: ({ id }) => [id],
      findOpen: ({ userId, id }) => [userId, 0, id],
      listOpen: ({ userId }) => [userId, 0, slice],
    },
  ],
]);

/** Why these take no organisation: new rows name theirs; the rest is found by what only its holder knows, or is of the account. */
const withoutOrganisation = new Map<Repository, string[]>([
  [SecretsRepository, ['prefixExists']],
  [OldSecretUsesRepository, ['forget']],
  [TokenFamiliesRepository, ['find', 'forget']],
  [UsersRepository, ['move', 'ofAccount', 'read', 'signedIn', 'withAccounts']],
]);

onEachDatabase('a repository', (database) => {
  let server: TestServer;
  let ids: Ids;
  const otherOrganisation = 1002;
  beforeAll(async () => {
    server = await TestServer.start(database);
    const { world, user } = await fill(server);
    await world.otherOrganisation();
    // Written a few seconds after the request, so possibly between two looks.
    await server.app.get(SessionUseRecorder, { strict: false }).flush();
    await server.app.get(UsageRecorder, { strict: false }).flush();
    const tables = await dump(dataSourceOf(server));
    const idOf = (table: string, where: (row: Record<string, unknown>) => boolean = () => true) =>
      tables.get(table)?.find((row) => row['organisationId'] === 1001 && where(row))?.['id'] as number;
    ids = {
      id: 0,
      userId: Number(user.id),
      groupId: idOf('user_group'),
      workspaceId: idOf('workspace'),
      roleId: idOf('role', (row) => Number(row['isSystem']) === 0),
      scopeId: idOf('workspace_role'),
    };
    expect(Object.values(ids).every((id) => typeof id === 'number')).toBe(true);
  });
  afterAll(() => server?.stop());

  const tableOf = new Map<Repository, string>([[ApiKeysRepository, 'api_key'], [SecretsRepository, 'api_key'], [OldSecretUsesRepository, 'old_secret_use'], [AssignmentsRepository, 'role_assignment'], [TokenFamiliesRepository, 'token_family']]);

  for (const [type, methods] of cases) {
    it(`${type.name} has no method but those looked at here`, () => {
      const names = Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor' && !/^(insert|add)/.test(name));
      expect(names.sort()).toEqual([...Object.keys(methods), ...(withoutOrganisation.get(type) ?? [])].sort());
    });

    for (const [name, parameters] of Object.entries(methods)) {
      it(`${type.name}.${name} finds and changes nothing of another organisation`, async () => {
        const dataSource = dataSourceOf(server);
        const table = tableOf.get(type);
        const all = table ? ((await dataSource.query(`SELECT ${table === 'old_secret_use' ? 'apiKeyId AS id' : 'id'} FROM ${table} WHERE organisationId = 1001`)) as { id: number }[]) : [{ id: 0 }];
        expect(all.length).toBeGreaterThan(0);
        const before = await dump(dataSource);
        const repository = server.app.get<Record<string, Method>>(type, { strict: false });
        for (const { id } of all) {
          const found = await (repository[name] as Method).call(repository, otherOrganisation, ...parameters({ ...ids, id }));
          expectNothingOf(1001, found);
        }
        expect(await dump(dataSource)).toEqual(before);
      });
    }
  }
});

/** Nothing at all, or only rows of other organisations. */
function expectNothingOf(organisationId: number, found: unknown): void {
  if (found === null || found === undefined || typeof found === 'boolean') return;
  const rows: unknown[] = found instanceof Map || found instanceof Set || Array.isArray(found) ? [...(found as Iterable<unknown>)] : [found];
  for (const row of rows) {
    if (typeof row === 'number') expect(row).toBe(0);
    else if (typeof row === 'string') expect(row).not.toMatch(/^billing:/);
    else expect((row as { organisationId: unknown }).organisationId).toEqual(expect.any(Number));
    if (typeof row === 'object') expect((row as { organisationId: number }).organisationId).not.toBe(organisationId);
  }
}
