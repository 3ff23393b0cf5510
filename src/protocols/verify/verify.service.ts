import { Inject, Injectable } from '@nestjs/common';
import { CALL_OBSERVER } from '../../access/http/index.js';
import { type CallObserver, decide, type Member, newDecisionId, type Target, type Unknown } from '../../access/index.js';
import { AppError } from '../../errors/index.js';
import { Credentials, type RefusalReason, refused, type Resolution, tellRefused } from '../../features/authentication/index.js';
import { KnownWorkspaces } from '../../features/organisations/index.js';
import { KnownPermissions } from '../../features/permissions/index.js';
import { rescue, when } from '../../platform/at-once/index.js';
import { decodeEpoch, FactSource } from '../../platform/freshness/index.js';
import { fromOptionalInstant } from '../../platform/http/index.js';
import type { VerifyAnswerDto, VerifyCode } from './verify.dto.js';

export interface Question {
  readonly key: string;
  readonly permissions: readonly string[];
  readonly target: Target;
  readonly minEpoch?: string;
}

/** Answers whether a credential may do something: the same decision as the guard's. */
@Injectable()
export class VerifyService {
  constructor(
    private readonly credentials: Credentials,
    private readonly facts: FactSource,
    private readonly workspaces: KnownWorkspaces,
    private readonly permissions: KnownPermissions,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  verify(by: Member, question: Question): VerifyAnswerDto | Promise<VerifyAnswerDto> {
    const { key, minEpoch } = question;
    const judge = () => when(this.resolve(by, key), (resolution) => this.judge(by, question, resolution));
    if (minEpoch === undefined) return judge();
    return when(this.facts.hasReached(decodeEpoch(minEpoch)), (hasReached) => (hasReached ? judge() : { valid: false, code: 'stale' as const }));
  }

  private judge(by: Member, question: Question, resolution: Resolution): VerifyAnswerDto | Promise<VerifyAnswerDto> {
    if (resolution.kind === 'refused') {
      const { reason, identity } = resolution;
      const decisionId = newDecisionId();
      tellRefused(this.observer, resolution, by.origin, decisionId);
      return { valid: false, code: codeOf(reason), ...(identity && keyOf(identity.caller)), decisionId };
    }
    const { caller } = resolution;
    const { id } = by.organisation;
    return when(this.workspaces.isMissing(id, question.target.workspaceId), (workspaceUnknown) =>
      when(this.permissions.unknownOf(id, question.permissions), (unknownPermissions) => this.decide(by, question, caller, { workspaceUnknown, unknownPermissions })),
    );
  }

  /** In a workspace that is missing nothing can be done, whatever is held everywhere; and nobody holds what is no permission. */
  private decide(by: Member, { permissions, target }: Question, holder: Known, unknown: Unknown): VerifyAnswerDto {
    const decisionId = newDecisionId();
    const caller = { ...holder, origin: by.origin, observer: this.observer };
    const known = { ...keyOf(caller), caller: callerOf(by, caller) };
    const { allowed, missingPermissions } = decide(caller, permissions, target, unknown);
    if (allowed) {
      this.observer.allowed(caller, permissions[0] ?? null);
      return { valid: true, code: 'valid', ...known, decisionId };
    }
    this.observer.refused(caller, { decisionId, permissions: missingPermissions, target, ...unknown });
    return { valid: false, code: 'permission-missing', ...known, missingPermissions, decisionId };
  }

  /** Another organisation's credential looks unknown. */
  private resolve(by: Member, key: string): Resolution | Promise<Resolution> {
    return when(this.tryOut(key, by.origin.address), (resolution) => {
      if (resolution.kind === 'session') return this.within(by, resolution);
      return resolution.identity?.organisation.id === by.organisation.id ? resolution : refused('unknown');
    });
  }

  /** A client secret that has been guessed at too often is not looked at: this door answers 200 all the same. */
  private tryOut(key: string, address: string): Resolution | Promise<Resolution> {
    return rescue(() => this.credentials.resolve(key, address), unknownUnlessFailed);
  }

  private async within(by: Member, resolution: Extract<Resolution, { kind: 'session' }>): Promise<Resolution> {
    const caller = await this.credentials.sessions.within(resolution.caller, String(by.organisation.id)).catch(() => null);
    return caller?.userId == null ? refused('unknown') : { ...resolution, caller };
  }
}

function unknownUnlessFailed(error: unknown): Resolution {
  if (error instanceof AppError && error.status === 429) return refused('unknown');
  throw error;
}

/** To whoever asks, an old secret of a key is as revoked as the key: the words of this door are fixed. */
const codeOf = (reason: RefusalReason): VerifyCode => (reason === 'secret-ended' ? 'revoked' : reason);

type Known = Extract<Resolution, { kind: 'key' | 'session' }>['caller'];

const keyOf = ({ key }: Known): Pick<VerifyAnswerDto, 'key'> =>
  key ? { key: { id: String(key.id), name: key.name, kind: key.kind, expiresAt: fromOptionalInstant(key.expiresAt) } } : {};

const callerOf = (by: Member, { userId, account }: Known): VerifyAnswerDto['caller'] => ({
  userId: userId === null ? null : String(userId),
  login: account?.login ?? null,
  organisationId: String(by.organisation.id),
});
