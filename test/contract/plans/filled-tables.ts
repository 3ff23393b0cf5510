import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { ApiKey, ApiKeySecret, KeyExpiryNotice } from '../../../src/features/api-keys/index.js';
import { AttemptBucket } from '../../../src/features/attempts/index.js';
import { AuditEvent } from '../../../src/features/audit/index.js';
import { Decision } from '../../../src/features/decisions/index.js';
import { Group, GroupMember } from '../../../src/features/groups/index.js';
import { Invitation } from '../../../src/features/invitations/index.js';
import { KeyRight } from '../../../src/features/key-rights/index.js';
import { KeyLastUse, KeyUsage, OldSecretUse } from '../../../src/features/key-usage/index.js';
import { PasswordReset } from '../../../src/features/own-account/index.js';
import { Organisation, Workspace } from '../../../src/features/organisations/index.js';
import { RegisteredPermission } from '../../../src/features/permissions/index.js';
import { Problem } from '../../../src/features/problems/index.js';
import { Role, RoleAssignment, WorkspaceRole } from '../../../src/features/roles/index.js';
import { KeySession, Session, SessionLastUse } from '../../../src/features/sessions/index.js';
import { RevokedToken, TokenFamily } from '../../../src/features/tokens/index.js';
import { Account, Membership, RecoveryCode, SecondFactor } from '../../../src/features/users/index.js';
import { IdempotencyRecord } from '../../../src/platform/idempotency/index.js';

const count = 3_000;
const stamps = { createdAt: 1, updatedAt: 1 };
/** Which organisation the row belongs to: thirty of a hundred rows each. */
const organisationId = (i: number) => 2001 + (i % 30);
const workspaceId = (i: number) => 5001 + (i % 300);
/** A time that is another one for each row. */
const later = (i: number) => 10_000 + i;

const rows: [EntityTarget<ObjectLiteral>, (i: number) => ObjectLiteral][] = [
  [Organisation, (i) => ({ slug: `org-${i}`, name: 'x', state: 'active', keyCreation: 'everyone', profileKeys: 'open', queryCredential: true, ...stamps })],
  [Workspace, (i) => ({ organisationId: organisationId(i), name: 'x', nameLower: `x${i}`, deletedAt: null, ...stamps })],
  [Account, (i) => ({ login: `user${i}`, loginLower: `user${i}`, email: 'a@b.example', emailLower: `user${i}@b.example`, passwordHash: null, state: 'active', generation: 1, operator: false, ...stamps })],
  [Membership, (i) => ({ organisationId: organisationId(i), accountId: 1001 + i, displayName: 'x', displayNameLower: `x${i}`, loginLower: `user${i}`, emailLower: `user${i}@b.example`, state: 'active', generation: 1, lastSignInAt: null, ...stamps })],
  [Group, (i) => ({ organisationId: organisationId(i), name: `group ${i}`, ...stamps })],
  [GroupMember, (i) => ({ organisationId: organisationId(i), groupId: 1001 + (i % 700), userId: 1001 + i, createdAt: 1 })],
  [Role, (i) => ({ organisationId: organisationId(i), name: `r${i}`, logicalName: `r${i}`, level: 'workspace', isSystem: false, basedOnRoleId: null, permissions: [], version: 1, ...stamps })],
  [WorkspaceRole, (i) => ({ organisationId: organisationId(i), roleId: 1007 + i, workspaceId: workspaceId(i), scope: workspaceId(i) })],
  [RoleAssignment, (i) => ({ organisationId: organisationId(i), workspaceRoleId: 1013 + i, subjectKind: ['user', 'group', 'api-key'][i % 3], subjectId: 1001 + i, resource: null, createdAt: 1 })],
  [
    ApiKey,
    (i) => ({
      ...{ organisationId: organisationId(i), kind: i % 100 === 5 ? 'service' : 'personal', name: 'x', nameLower: `x${i}`, purpose: null, clientId: `client_${i}`, ownerUserId: 1001 + (i % 1_500), makerUserId: 1001, parentKeyId: null, permissions: null },
      ...{ workspaceIds: null, expiresAt: i % 3 === 0 ? later(i) : null, state: 'active', generation: 1, revealable: false, profile: false, revokeReason: null, revokedAt: null, deletedAt: null, ...stamps },
    }),
  ],
  [
    ApiKeySecret,
    (i) => ({
      ...{ organisationId: organisationId(i), apiKeyId: 1001 + i, kind: 'generated', prefix: i === 77 ? 'LK000077' : `P${i}`, digest: 'x', pepperId: 1, sealed: null, sealId: null },
      ...{ state: 'active', drainsSince: null, drainsUntil: null, createdAt: 1, endedAt: null },
    }),
  ],
  [
    TokenFamily,
    (i) => ({
      ...{ organisationId: organisationId(i), apiKeyId: 1001 + i, secretId: 1001 + i, generations: '1', nonce: 'x', dataKeyId: 1, step: 0, state: 'active', paired: false, audience: 'x' },
      ...{ scope: null, accessSeconds: 1, refreshSeconds: 1, createdAt: 1, usedAt: [], idleUntil: later(i), expiresAt: later(i) },
    }),
  ],
  [Session, (i) => ({ accountId: 1001 + i, accountGeneration: 1, digest: 'x', pepperId: 1, address: 'x', userAgent: 'x', createdAt: 1, expiresAt: later(i), endedAt: null })],
  [SessionLastUse, (i) => ({ sessionId: 1001 + i, usedAt: i, address: 'x' })],
  [SecondFactor, (i) => ({ accountId: 1001 + i, sealed: 'x', sealId: 1, lastStep: 0, createdAt: 1, confirmedAt: 1 })],
  [RecoveryCode, (i) => ({ accountId: 1001 + (i % 300), digest: 'x', pepperId: 1, createdAt: 1, usedAt: null })],
  [KeySession, (i) => ({ organisationId: organisationId(i), apiKeyId: 1001 + i, secretId: 1001 + i, generations: '1', digest: 'x', pepperId: 1, firstId: 1001 + i, signedInAt: 1, createdAt: 1, expiresAt: later(i), endedAt: null })],
  [KeyExpiryNotice, (i) => ({ apiKeyId: 1001 + i, expiresAt: later(i), noticedAt: 1 })],
  [KeyUsage, (i) => ({ apiKeyId: 1001 + i, organisationId: organisationId(i), period: i % 2 ? 'hour' : 'day', startsAt: later(i), allowed: 1, refused: 0 })],
  [KeyRight, (i) => ({ organisationId: organisationId(i), subjectKind: i % 2 ? 'user' : 'group', subjectId: 1001 + i, createdAt: 1 })],
  [Invitation, (i) => ({ organisationId: organisationId(i), userId: 1001 + i, digest: 'x', pepperId: 1, createdAt: 1, expiresAt: later(i), endedAt: null })],
  [PasswordReset, (i) => ({ accountId: 1001 + i, accountGeneration: 1, digest: 'x', pepperId: 1, createdAt: 1, expiresAt: later(i), endedAt: null })],
  [RevokedToken, (i) => ({ organisationId: organisationId(i), jti: `jti-${i}`, expiresAt: later(i) })],
  [AttemptBucket, (i) => ({ bucket: `bucket-${i}`, used: 1, windowEndsAt: later(i) })],
  [RegisteredPermission, (i) => ({ organisationId: organisationId(i), name: `thing${i}.read`, description: 'x', createdAt: 1 })],
  [IdempotencyRecord, (i) => ({ owner: `owner-${i}`, name: `name-${i}`, requestDigest: 'x', sealed: null, sealId: null, createdAt: later(i) })],
  [Problem, (i) => ({ organisationId: organisationId(i), workspaceId: workspaceId(i), name: 'x', statement: 'x', createdAt: 1 })],
  [KeyLastUse, (i) => ({ apiKeyId: 1001 + i, organisationId: organisationId(i), usedAt: i, address: '', userAgent: '', permission: null, result: 'allowed' })],
  [OldSecretUse, (i) => ({ secretId: 1001 + i, organisationId: organisationId(i), apiKeyId: 1001 + i, uses: 1, usedAt: later(i), address: '', userAgent: '', permission: null, result: 'allowed' })],
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
      ...(i % 4 === 0 && { concernedKind: 'api-key', concernedId: 1001 + i }),
    }),
  ],
];

/**
 * Fills every table that grows, and lets the planner of MariaDB know how many rows there are, as it does by itself in a
 * database that has lived. SQLite's does not: nobody tells it there.
 */
export async function fillForPlans(dataSource: DataSource): Promise<void> {
  for (const [entity, row] of rows) {
    const all = Array.from({ length: count }, (_, i) => row(i));
    await dataSource.transaction(async (manager) => {
      for (let i = 0; i < count; i += 1_000) await manager.createQueryBuilder().insert().into(entity).values(all.slice(i, i + 1_000)).updateEntity(false).execute();
    });
  }
  if (dataSource.options.type !== 'mariadb') return;
  for (const { tableName } of dataSource.entityMetadatas) await dataSource.query(`ANALYZE TABLE ${tableName}`);
}
