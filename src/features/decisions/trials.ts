import { Injectable } from '@nestjs/common';
import { type Caller, decide, type Member, type Target } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { FactSource, type Load } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { endOf, SecretsRepository } from '../api-keys/index.js';
import { loadKeyIdentity } from '../authentication/index.js';
import { KnownWorkspaces } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import { loadUserGrants } from '../roles/index.js';
import { loadAccount, loadMembership, UsersRepository } from '../users/index.js';
import { checksOfRefusal, checksOfRejection, isPast, type KeptCheck } from './kept-checks.js';

/** Whether somebody could do this now. Exactly one of `apiKeyId` and `userId`. */
export interface Question {
  readonly apiKeyId?: number;
  /** With this secret of the key; absent: with one that is taken. */
  readonly secretId?: number;
  readonly userId?: number;
  readonly permissions: readonly string[];
  readonly target: Target;
}

/** What a call would be told, and the checks behind it. */
export interface Outcome {
  readonly allowed: boolean;
  /** `allowed`, or as a refusal says it. */
  readonly code: string;
  readonly apiKeyId: number | null;
  /** What the secret begins with that was asked about. */
  readonly secretPrefix: string | null;
  readonly userId: number | null;
  readonly permissions: readonly string[];
  readonly missingPermissions: readonly string[];
  readonly workspaceId: number | null;
  readonly checks: KeptCheck[];
}

interface Standing {
  readonly refusal: string | null;
  readonly hasExpired?: boolean;
  readonly secretPrefix?: string | null;
  readonly userId: number | null;
  readonly powers: Pick<Caller, 'ceilings'>;
}

/** Makes decisions that nobody has asked for yet, on the facts of this moment. Nothing is kept of them. */
@Injectable()
export class Trials {
  constructor(
    private readonly facts: FactSource,
    private readonly secrets: SecretsRepository,
    private readonly workspaces: KnownWorkspaces,
    private readonly permissions: PermissionsService,
    private readonly users: UsersRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws 400 for a key or user that the organisation does not have, or a permission that nobody knows. */
  async run({ organisation }: Member, question: Question): Promise<Outcome> {
    const { apiKeyId, secretId, userId, permissions, target } = question;
    if ((apiKeyId === undefined) === (userId === undefined)) throw invalid([{ field: 'apiKeyId', message: 'or userId must be given, and not both' }]);
    await this.permissions.demandKnown(organisation.id, permissions, 'permissions');
    const standing = apiKeyId === undefined ? await this.ofUser(organisation.id, userId as number) : await this.ofKey(organisation.id, apiKeyId, secretId);
    const asked = { apiKeyId: apiKeyId ?? null, secretPrefix: standing.secretPrefix ?? null, userId: standing.userId, permissions, workspaceId: target.workspaceId };
    const { refusal, powers } = standing;
    if (refusal !== null) return { ...asked, allowed: false, code: refusal, missingPermissions: [], checks: checksOfRejection(refusal, standing) };
    const workspaceUnknown = await this.workspaces.isMissing(organisation.id, target.workspaceId);
    const { allowed, missingPermissions } = decide(powers, permissions, target, { workspaceUnknown });
    const checks = checksOfRefusal(powers, permissions, target, { workspaceUnknown });
    return { ...asked, allowed, code: allowed ? 'allowed' : 'permission-missing', missingPermissions, checks };
  }

  private async ofKey(organisationId: number, apiKeyId: number, secretId: number | undefined): Promise<Standing> {
    const identity = await this.facts.read(() => loadKeyIdentity(apiKeyId));
    const secret = secretId === undefined ? null : await this.secrets.find(organisationId, apiKeyId, secretId);
    if (identity?.organisation.id !== organisationId) throw invalid([{ field: 'apiKeyId', message: 'is not an API key of this organisation' }]);
    const { refusal, expiresAt, caller } = identity;
    const now = this.clock.now();
    const hasExpired = isPast(expiresAt, now);
    const over = secret && endOf(secret, now) !== null ? 'secret-ended' : hasExpired ? 'expired' : null;
    return { refusal: refusal ?? over, hasExpired, secretPrefix: secret?.prefix ?? null, userId: caller.userId, powers: caller };
  }

  private async ofUser(organisationId: number, userId: number): Promise<Standing> {
    const existing = await this.users.existing(organisationId, [userId]);
    const standing = existing.has(userId) && (await this.facts.read(() => loadUserStanding(userId)));
    if (!standing) throw invalid([{ field: 'userId', message: 'is not a user of this organisation' }]);
    return standing;
  }
}

function* loadUserStanding(userId: number): Load<Standing | undefined> {
  const membership = yield* loadMembership(userId);
  const account = membership && (yield* loadAccount(membership.accountId));
  if (!account) return undefined;
  const isActive = membership.state === 'active' && account.state === 'active';
  return { refusal: isActive ? null : 'owner-inactive', userId, powers: { ceilings: [{ kind: 'owner', id: userId, grants: yield* loadUserGrants(userId) }] } };
}
