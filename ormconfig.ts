import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKey, ApiKeySecret, KeyExpiryNotice } from './src/features/api-keys/index.js';
import { AttemptBucket } from './src/features/attempts/index.js';
import { AuditEvent } from './src/features/audit/index.js';
import { Decision } from './src/features/decisions/index.js';
import { Group, GroupMember } from './src/features/groups/index.js';
import { Invitation } from './src/features/invitations/index.js';
import { KeyRight } from './src/features/key-rights/index.js';
import { KeyLastUse, KeyUsage, OldSecretUse } from './src/features/key-usage/index.js';
import { Organisation, Workspace } from './src/features/organisations/index.js';
import { PasswordReset } from './src/features/own-account/index.js';
import { Problem } from './src/features/problems/index.js';
import { RegisteredPermission } from './src/features/permissions/index.js';
import { Role, RoleAssignment, WorkspaceRole } from './src/features/roles/index.js';
import { KeySession, Session, SessionLastUse } from './src/features/sessions/index.js';
import { RevokedToken, SigningKeyRow, TokenFamily } from './src/features/tokens/index.js';
import { Account, Membership, RecoveryCode, SecondFactor } from './src/features/users/index.js';
import { type DatabaseConfig, readConfig } from './src/platform/config/index.js';
import { DataKey } from './src/platform/crypto/index.js';
import { databaseOptions, serializeSqlite } from './src/platform/database/index.js';
import { Initial1700000000001 } from './src/platform/database/migrations/0001-0010/0001-initial.js';
import { Tokens1700000000002 } from './src/platform/database/migrations/0001-0010/0002-tokens.js';
import { Idempotency1700000000003 } from './src/platform/database/migrations/0001-0010/0003-idempotency.js';
import { UsageAndDecisions1700000000004 } from './src/platform/database/migrations/0001-0010/0004-usage-and-decisions.js';
import { KeyRights1700000000005 } from './src/platform/database/migrations/0001-0010/0005-key-rights.js';
import { Invitations1700000000006 } from './src/platform/database/migrations/0001-0010/0006-invitations.js';
import { KeySessions1700000000007 } from './src/platform/database/migrations/0001-0010/0007-key-sessions.js';
import { SessionUse1700000000008 } from './src/platform/database/migrations/0001-0010/0008-session-use.js';
import { Jobs1700000000009 } from './src/platform/database/migrations/0001-0010/0009-jobs.js';
import { InvitedAddresses1700000000010 } from './src/platform/database/migrations/0001-0010/0010-invited-addresses.js';
import { NamesToSearch1700000000011 } from './src/platform/database/migrations/0011-0020/0011-names-to-search.js';
import { SecondFactors1700000000012 } from './src/platform/database/migrations/0011-0020/0012-second-factors.js';
import { KeyPurpose1700000000013 } from './src/platform/database/migrations/0011-0020/0013-key-purpose.js';
import { ListsOfRefusals1700000000014 } from './src/platform/database/migrations/0011-0020/0014-lists-of-refusals.js';
import { AuditSearches1700000000015 } from './src/platform/database/migrations/0011-0020/0015-audit-searches.js';
import { Overview1700000000016 } from './src/platform/database/migrations/0011-0020/0016-overview.js';
import { Nodes1700000000017 } from './src/platform/database/migrations/0011-0020/0017-nodes.js';
import { ListsAtSize1700000000018 } from './src/platform/database/migrations/0011-0020/0018-lists-at-size.js';
import { PasswordResets1700000000019 } from './src/platform/database/migrations/0011-0020/0019-password-resets.js';
import { OldSecretUses1700000000020 } from './src/platform/database/migrations/0011-0020/0020-old-secret-uses.js';
import { AuditOfHolders1700000000021 } from './src/platform/database/migrations/0021-0030/0021-audit-of-holders.js';
import { MoreToSearch1700000000022 } from './src/platform/database/migrations/0021-0030/0022-more-to-search.js';
import { WithdrawnInvitations1700000000023 } from './src/platform/database/migrations/0021-0030/0023-withdrawn-invitations.js';
import { RequiredSecondFactor1700000000024 } from './src/platform/database/migrations/0021-0030/0024-required-second-factor.js';
import { FactChange, ServingNode, ShardEpoch } from './src/platform/freshness/index.js';
import { IdempotencyRecord } from './src/platform/idempotency/index.js';
import { Job } from './src/platform/jobs/index.js';

const platform = [ShardEpoch, FactChange, ServingNode, DataKey, IdempotencyRecord, Job];
const people = [AuditEvent, Organisation, Workspace, Account, SecondFactor, RecoveryCode, Membership, Group, GroupMember];
const rights = [RegisteredPermission, Role, WorkspaceRole, RoleAssignment, KeyRight];
const credentials = [ApiKey, ApiKeySecret, SigningKeyRow, TokenFamily, RevokedToken, AttemptBucket, Session, SessionLastUse, KeySession, Invitation, PasswordReset];

/** Everything TypeORM knows of a database: the same for the server, for migrations and for tests. */
export const dataSourceOptions = (database: DatabaseConfig): DataSourceOptions => ({
  ...databaseOptions(database),
  entities: [...platform, ...people, ...rights, ...credentials, KeyLastUse, KeyUsage, OldSecretUse, KeyExpiryNotice, Decision, Problem],
  migrations: [
    Initial1700000000001,
    Tokens1700000000002,
    Idempotency1700000000003,
    UsageAndDecisions1700000000004,
    KeyRights1700000000005,
    Invitations1700000000006,
    KeySessions1700000000007,
    SessionUse1700000000008,
    Jobs1700000000009,
    InvitedAddresses1700000000010,
    NamesToSearch1700000000011,
    SecondFactors1700000000012,
    KeyPurpose1700000000013,
    ListsOfRefusals1700000000014,
    AuditSearches1700000000015,
    Overview1700000000016,
    Nodes1700000000017,
    ListsAtSize1700000000018,
    PasswordResets1700000000019,
    OldSecretUses1700000000020,
    AuditOfHolders1700000000021,
    MoreToSearch1700000000022,
    WithdrawnInvitations1700000000023,
    RequiredSecondFactor1700000000024,
  ],
});

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export default () => serializeSqlite(new DataSource(dataSourceOptions(readConfig(process.env).database)));
