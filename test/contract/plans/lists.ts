import { ApiKeysRepository } from '../../../src/features/api-keys/index.js';
import { AuditRepository } from '../../../src/features/audit/audit.repository.js';
import { DecisionsRepository } from '../../../src/features/decisions/decisions.repository.js';
import { GroupsRepository } from '../../../src/features/groups/groups.repository.js';
import { StandingsRepository } from '../../../src/features/key-rights/standing/standings.repository.js';
import { WorkspacesRepository } from '../../../src/features/organisations/workspaces.repository.js';
import { OverviewRepository } from '../../../src/features/overview/overview.repository.js';
import { ProblemsRepository } from '../../../src/features/problems/problems.repository.js';
import { AssignmentsRepository } from '../../../src/features/roles/assignments.repository.js';
import { RoleHoldersRepository } from '../../../src/features/roles/index.js';
import { RolesRepository } from '../../../src/features/roles/roles.repository.js';
import { SessionsRepository, SessionUsesRepository } from '../../../src/features/sessions/index.js';
import { TokenFamiliesRepository } from '../../../src/features/tokens/index.js';
import { SecondFactorsRepository } from '../../../src/features/users/second-factor/second-factors.repository.js';
import { UsersRepository } from '../../../src/features/users/index.js';
import type { Get } from './get.js';

const slice = { limit: 50, after: 1_500 };
const byId = { limit: 50, column: 'id', descending: false, after: { value: null, id: 1_500 } } as const;

/** Reading many: what each list is, and how it is asked for. */
export const lists = (get: Get): Record<string, () => Promise<unknown>> => ({
  'keys of the organisation': () => get(ApiKeysRepository).list(2018, 'everybody', {}, byId),
  'keys by name': () => get(ApiKeysRepository).list(2018, 'everybody', {}, { ...byId, column: 'nameLower', after: null }),
  'keys by their end, backwards': () => get(ApiKeysRepository).list(2018, 'everybody', {}, { ...byId, column: 'expiresAt', descending: true, after: null }),
  'deleted keys': () => get(ApiKeysRepository).list(2018, 'everybody', { state: 'deleted' }, byId),
  'keys searched for': () => get(ApiKeysRepository).list(2018, 'everybody', { search: 'x10' }, { ...byId, column: 'nameLower', after: null }),
  'keys searched for, the newest first': () => get(ApiKeysRepository).list(2018, 'everybody', { search: 'x10' }, { ...byId, descending: true, after: null }),
  'a key by a client ID': () => get(ApiKeysRepository).list(2018, 'everybody', { search: 'client_77' }, { ...byId, column: 'nameLower', after: null }),
  'a key by a prefix': () => get(ApiKeysRepository).list(2018, 'everybody', { search: 'LK000077' }, { ...byId, column: 'nameLower', after: null }),
  'keys of a name': () => get(ApiKeysRepository).list(2018, 'everybody', { named: 'x107' }, { ...byId, column: 'nameLower', after: null }),
  'service keys': () => get(ApiKeysRepository).list(2018, 'everybody', { kind: 'service' }, byId),
  'service keys by name': () => get(ApiKeysRepository).list(2018, 'everybody', { kind: 'service' }, { ...byId, column: 'nameLower', after: null }),
  'service keys by their end': () => get(ApiKeysRepository).list(2018, 'everybody', { kind: 'service' }, { ...byId, column: 'expiresAt', descending: true, after: null }),
  'keys of a user': () => get(ApiKeysRepository).list(2018, { userId: 1077, withServiceKeys: true, keyId: 1078 }, {}, byId),
  'keys made with a key': () => get(ApiKeysRepository).list(2018, { userId: null, withServiceKeys: false, keyId: 1077 }, {}, byId),
  'audit events': () => get(AuditRepository).list(2018, {}, slice),
  'audit events of a subject': () => get(AuditRepository).list(2018, { subjectKind: 'api-key', subjectId: 1077 }, slice),
  'audit events of a time and a subject': () => get(AuditRepository).list(2018, { subjectKind: 'api-key', subjectId: 1077, since: 10 }, slice),
  'audit events of a time': () => get(AuditRepository).list(2018, { since: 10, until: 2_000 }, { limit: 50, after: 1_517 }),
  'audit events of an action': () => get(AuditRepository).list(2018, { action: 'thing.verb-7' }, slice),
  'audit events of a kind of actions': () => get(AuditRepository).list(2018, { action: 'thing' }, slice),
  'actions in the audit trail': () => get(AuditRepository).actions(2018),
  'kinds of things in the audit trail': () => get(AuditRepository).kinds(2018),
  'the end of things in the audit trail': () => get(AuditRepository).ends(2018, 'api-key', [1077, 1078]),
  'audit events of a name': () => get(AuditRepository).list(2018, { actorName: 'x', since: 10 }, slice),
  'audit events of some names': () => get(AuditRepository).list(2018, { actorNames: ['x', 'y'] }, slice),
  'audit events of an actor': () => get(AuditRepository).list(2018, { actorId: 1077 }, slice),
  groups: () => get(GroupsRepository).list(2018, undefined, byId),
  'groups searched for': () => get(GroupsRepository).list(2018, 'x', { ...byId, column: 'nameLower', after: null }),
  'members of a group': () => get(GroupsRepository).members(2018, 1077, slice),
  workspaces: () => get(WorkspacesRepository).list(2018, 'all', undefined, byId),
  'workspaces to choose from': () => get(WorkspacesRepository).first(2018, new Set([5018, 5048]), 50),
  'workspaces by name': () => get(WorkspacesRepository).list(2018, 'all', 'x', { ...byId, column: 'nameLower' }),
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
  'roles searched for': () => get(RolesRepository).list(2018, 'x', { ...byId, column: 'nameLower', after: null }),
  'people searched for in the audit trail': () => get(UsersRepository).list(2018, { search: 'x', byNameOnly: true }, byId),
  'users with a second factor': () => get(UsersRepository).list(2018, { secondFactor: true }, byId),
  'users without a second factor': () => get(UsersRepository).list(2018, { state: 'active', secondFactor: false }, byId),
  'users searched for': () => get(UsersRepository).list(2018, { search: 'x' }, byId),
  roles: () => get(RolesRepository).list(2018, undefined, byId),
  'workspace roles': () => get(RolesRepository).listScopes(2018, {}, slice),
  'workspace roles of a role': () => get(RolesRepository).listScopes(2018, { roleId: 1077 }, slice),
  users: () => get(UsersRepository).list(2018, {}, byId),
  'the sessions of a person': () => get(SessionsRepository).listOpen(1077, 1, 1, slice),
  'the last use of sessions': () => get(SessionUsesRepository).of([1077, 1078]),
  'the tokens of a person': () => get(TokenFamiliesRepository).listOpen(2018, 1077, 1, slice),
  'the second factor of an account': () => get(SecondFactorsRepository).find(1077),
  'recovery codes': () => get(SecondFactorsRepository).unusedCodes(1077),
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
});
