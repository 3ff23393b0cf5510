import { ApiKeysRepository, SecretsRepository } from '../../../src/features/api-keys/index.js';
import { KeyExpiryRepository } from '../../../src/features/api-keys/expiry/key-expiry.repository.js';
import { AttemptsRepository } from '../../../src/features/attempts/index.js';
import { DecisionsRepository } from '../../../src/features/decisions/decisions.repository.js';
import { GroupsRepository } from '../../../src/features/groups/groups.repository.js';
import { InvitationsRepository } from '../../../src/features/invitations/invitations.repository.js';
import { KeyRightsRepository } from '../../../src/features/key-rights/key-rights.repository.js';
import { KeyUsageRepository } from '../../../src/features/key-usage/key-usage.repository.js';
import { OldSecretUsesRepository } from '../../../src/features/key-usage/old-secret-uses.repository.js';
import { OrganisationsRepository } from '../../../src/features/organisations/index.js';
import { WorkspacesRepository } from '../../../src/features/organisations/workspaces.repository.js';
import { PasswordResetsRepository } from '../../../src/features/own-account/index.js';
import { PermissionsRepository } from '../../../src/features/permissions/permissions.repository.js';
import { AssignmentsRepository } from '../../../src/features/roles/assignments.repository.js';
import { RolesRepository } from '../../../src/features/roles/roles.repository.js';
import { KeySessionsRepository, SessionsRepository, SessionUsesRepository } from '../../../src/features/sessions/index.js';
import { RevokedTokensRepository, TokenFamiliesRepository, type TokenFamily } from '../../../src/features/tokens/index.js';
import { AccountsRepository, UsersRepository } from '../../../src/features/users/index.js';
import { SecondFactorsRepository } from '../../../src/features/users/second-factor/second-factors.repository.js';
import { IdempotencyRepository } from '../../../src/platform/idempotency/idempotency.repository.js';
import type { Get } from './get.js';

const slice = { limit: 50, after: 1_500 };
const use = { organisationId: 2018, address: '', userAgent: '', permission: null, result: 'allowed' } as const;
const family = { id: 1077, step: 0 } as TokenFamily;
const role = { name: 'x', permissions: [], updatedAt: 1 };
/** Before all but a few of the rows. */
const early = 10_010;

/** Finding one thing or some by what they are known by, and changing them. By `Class.method`. */
export const steps = (get: Get): (() => unknown)[] => [
  ...keySteps(get),
  ...rightSteps(get),
  ...peopleSteps(get),
  ...tokenSteps(get),
  () => get(DecisionsRepository).find(2018, 'D77'),
  () => get(DecisionsRepository).forget(10),
  () => get(OrganisationsRepository).find(1077),
  () => get(OrganisationsRepository).list([1577, 1578], slice),
  () => get(OrganisationsRepository).list(null, slice),
  () => get(OrganisationsRepository).update(1077, { name: 'x' }),
  () => get(OrganisationsRepository).lock(1077),
  () => get(OrganisationsRepository).requiringSecondFactor([1077, 1078]),
  () => get(WorkspacesRepository).find(2018, 1077),
  () => get(WorkspacesRepository).existing(2018, [1077, 1078]),
  () => get(WorkspacesRepository).all(2018),
  () => get(WorkspacesRepository).update(2018, 1077, { name: 'x' }),
  () => get(PermissionsRepository).registered(2018),
  () => get(PermissionsRepository).known(2018),
  () => get(IdempotencyRepository).find('owner-77', 'name-77'),
  () => get(IdempotencyRepository).keep('owner-77', 'name-77', { sealed: 'x', sealId: 1 }),
  () => get(IdempotencyRepository).wipe(early),
  () => get(IdempotencyRepository).forget(early),
  () => get(AttemptsRepository).begin('bucket-77', 1),
  () => get(AttemptsRepository).take('bucket-77', 0, 1, 1),
  () => get(AttemptsRepository).windowEnd('bucket-77'),
  () => get(AttemptsRepository).usedUpUntil('bucket-77', 1, 1),
  () => get(AttemptsRepository).clear('bucket-77'),
  () => get(AttemptsRepository).giveBack('bucket-77', 1),
  () => get(AttemptsRepository).forget(early),
];

const keySteps = (get: Get): (() => unknown)[] => [
  () => get(ApiKeysRepository).find(2018, 1077),
  () => get(ApiKeysRepository).findAll(2018, [1077, 1078]),
  () => get(ApiKeysRepository).findProfileKey(2018, 1077),
  () => get(ApiKeysRepository).update(2018, 1077, { name: 'x' }),
  () => get(ApiKeysRepository).move(2018, 1077, ['active'], 'revoked', {}),
  () => get(ApiKeysRepository).raiseGeneration(2018, 1077),
  () => get(ApiKeysRepository).hide(2018, 1077, 1),
  () => get(SecretsRepository).prefixExists('P77'),
  () => get(SecretsRepository).prefixesOf(2018, [1077, 1078]),
  () => get(SecretsRepository).countTaken(2018, 1077, 1),
  () => get(SecretsRepository).drainingOf(2018, 1077, 1),
  () => get(SecretsRepository).latestOf(2018, 1077),
  () => get(SecretsRepository).drain(2018, 1077, 1, 1),
  () => get(SecretsRepository).end(2018, 1077, 1),
  () => get(SecretsRepository).find(2018, 1077, 1),
  () => get(SecretsRepository).endOld(2018, 1077, 1, 1),
  () => get(KeyExpiryRepository).untold(10_000, early, 50),
  () => get(KeyExpiryRepository).note(1077, 1, 1),
  () => get(KeyExpiryRepository).forget(early),
  () => get(KeyUsageRepository).moveLastUses([{ ...use, apiKeyId: 1077, usedAt: 5 }]),
  () => get(KeyUsageRepository).add([{ organisationId: 2018, apiKeyId: 1077, period: 'hour', startsAt: 10_077, allowed: 1, refused: 0 }]),
  () => get(KeyUsageRepository).lastUse(2018, 1077),
  () => get(KeyUsageRepository).lastUsesOf(2018, [1077, 1078]),
  () => get(KeyUsageRepository).list(2018, 1077, 'hour', 1, 20_000),
  () => get(KeyUsageRepository).forget('hour', early),
  () => get(OldSecretUsesRepository).add([{ ...use, secretId: 1077, apiKeyId: 1077, uses: 1, usedAt: 5 }]),
  () => get(OldSecretUsesRepository).of(2018, 1077),
  () => get(OldSecretUsesRepository).forget(early),
];

const rightSteps = (get: Get): (() => unknown)[] => [
  () => get(RolesRepository).find(2018, 1077),
  () => get(RolesRepository).findByLogicalName(2018, 'r77'),
  () => get(RolesRepository).findAll(2018, [1077, 1078]),
  () => get(RolesRepository).ofLevel(2018, 'workspace'),
  () => get(RolesRepository).update(2018, 1077, role),
  () => get(RolesRepository).delete(2018, 1084),
  () => get(RolesRepository).findScope(2018, 1077),
  () => get(RolesRepository).findScopes(2018, [1077, 1078]),
  () => get(RolesRepository).scopesIn(2018, [5018, 5048]),
  () => get(RolesRepository).findWholeScope(2018, 1077),
  () => get(AssignmentsRepository).find(2018, 1077),
  () => get(AssignmentsRepository).ofSubject(2018, 'user', 1077),
  () => get(AssignmentsRepository).delete(2018, 1077),
  () => get(AssignmentsRepository).deleteOfSubject(2018, 'user', 1077),
  () => get(KeyRightsRepository).delete(2018, 'user', [1077, 1078]),
  () => get(KeyRightsRepository).holders(2018, 'user', [1077, 1078]),
  () => get(KeyRightsRepository).list(2018, {}, slice),
  () => get(KeyRightsRepository).list(2018, { subjectKind: 'user', subjectId: 1077 }, slice),
  () => get(KeyRightsRepository).mayMakeKeys(2018, { kind: 'user', id: 1077 }),
  () => get(KeyRightsRepository).mayMakeKeys(2018, { kind: 'api-key', id: 1077 }),
  () => get(KeyRightsRepository).newcomers(2018, [1077], [1078]),
];

const peopleSteps = (get: Get): (() => unknown)[] => [
  () => get(AccountsRepository).find(1077),
  () => get(AccountsRepository).findByLogin('user77'),
  () => get(AccountsRepository).list(undefined, slice),
  () => get(AccountsRepository).list('user77', slice),
  () => get(AccountsRepository).isOnlyInvited(1077, 2018),
  () => get(AccountsRepository).readdress(1077, 2018, 'x@example', 1),
  () => get(AccountsRepository).choosePassword(1077, 'x', 1),
  () => get(AccountsRepository).changePassword(1077, 'x', 'y', 1),
  () => get(AccountsRepository).raiseGeneration(1077, 1),
  () => get(AccountsRepository).setState(1077, 'disabled', 1),
  () => get(UsersRepository).existing(2018, [1077, 1078]),
  () => get(UsersRepository).findWithdrawn(2018, 'user77'),
  () => get(UsersRepository).namesOf(2018, [1077, 1078]),
  () => get(UsersRepository).ofAccount(1077),
  () => get(UsersRepository).ofAccounts(2018, [1077, 1078]),
  () => get(UsersRepository).findAll(2018, [1077, 1078]),
  () => get(UsersRepository).rename(2018, 1077, 'x', 1),
  () => get(UsersRepository).setState(2018, 1077, 'disabled', 1),
  () => get(UsersRepository).accept(2018, 1077, { emailLower: 'x' }, 1),
  () => get(UsersRepository).invite(2018, 1077, 1),
  () => get(UsersRepository).uninvite(2018, 1077, 1),
  () => get(UsersRepository).inviteAgain(2018, 1077, { displayName: 'x', email: 'x@example' }, 1),
  () => get(UsersRepository).signedIn(1077, 1),
  () => get(SecondFactorsRepository).confirmedAmong([1077, 1078]),
  () => get(SecondFactorsRepository).confirm(1077, 1, 1, 0),
  () => get(SecondFactorsRepository).useStep(1077, 1),
  () => get(SecondFactorsRepository).deletePending(1077),
  () => get(SecondFactorsRepository).delete(1077),
  () => get(SecondFactorsRepository).replaceCodes(1077, []),
  () => get(SecondFactorsRepository).useCode(1077, 1),
  () => get(GroupsRepository).memberIds(2018, 1077),
  () => get(GroupsRepository).removeUser(2018, 1077),
  () => get(GroupsRepository).find(2018, 1077),
  () => get(GroupsRepository).rename(2018, 1077, 'x', 1),
  () => get(GroupsRepository).delete(2018, 1077),
  () => get(GroupsRepository).removeMember(2018, 1077, 1077),
  () => get(GroupsRepository).groupIdsOf(2018, 1077),
  () => get(GroupsRepository).findAll(2018, [1077, 1078]),
  () => get(GroupsRepository).existing(2018, [1077, 1078]),
  () => get(InvitationsRepository).findOpen(1077, 1),
  () => get(InvitationsRepository).use(2018, 1077, 1),
  () => get(InvitationsRepository).endAll(2018, 1077, 1),
  () => get(PasswordResetsRepository).findOpen(1077, 1),
  () => get(PasswordResetsRepository).use(1077, 1),
  () => get(PasswordResetsRepository).endAll(1077, 1),
  () => get(PasswordResetsRepository).forget(early),
  () => get(AccountsRepository).findByEmail('user77@b.example'),
];

const tokenSteps = (get: Get): (() => unknown)[] => [
  () => get(SessionsRepository).end(1077, 1),
  () => get(SessionsRepository).endOwn(1077, 1077, 1),
  () => get(SessionsRepository).endOthers(1077, 1077, 1),
  () => get(SessionsRepository).endAll(1077, 1),
  () => get(SessionsRepository).knows(1077, 'x'),
  () => get(SessionsRepository).forget(early),
  () => get(SessionUsesRepository).move({ sessionId: 1077, usedAt: 5, address: 'x' }),
  () => get(SessionUsesRepository).forget(10),
  () => get(KeySessionsRepository).find(1077),
  () => get(KeySessionsRepository).endSignIn(1077, 1),
  () => get(KeySessionsRepository).deleteExpired(1077, 1),
  () => get(KeySessionsRepository).forget(early),
  () => get(TokenFamiliesRepository).find(1077),
  () => get(TokenFamiliesRepository).findOpen(2018, 1077, 1, 1077),
  () => get(TokenFamiliesRepository).advance(2018, family, [], 1),
  () => get(TokenFamiliesRepository).advancePaired(2018, family, [], 1),
  () => get(TokenFamiliesRepository).end(2018, 1077),
  () => get(TokenFamiliesRepository).forget(early),
  () => get(RevokedTokensRepository).forget(early),
];
