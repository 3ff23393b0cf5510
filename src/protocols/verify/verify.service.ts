import { Inject, Injectable } from '@nestjs/common';
import { CALL_OBSERVER } from '../../access/http/index.js';
import { type CallObserver, decide, type Member, newDecisionId, type Target } from '../../access/index.js';
import { AppError } from '../../errors/index.js';
import { Credentials, refused, type Resolution } from '../../features/authentication/index.js';
import { loadWorkspaceExists } from '../../features/organisations/index.js';
import { decodeEpoch, FactSource } from '../../platform/freshness/index.js';
import { fromOptionalInstant } from '../../platform/http/index.js';
import type { VerifyAnswerDto } from './verify.dto.js';

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
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  async verify(by: Member, { key, permissions, target, minEpoch }: Question): Promise<VerifyAnswerDto> {
    if (minEpoch !== undefined && !(await this.facts.hasReached(decodeEpoch(minEpoch)))) return { valid: false, code: 'stale' };
    const resolution = await this.resolve(by, key);
    const decisionId = newDecisionId();
    if (resolution.kind === 'refused') {
      const { reason, identity } = resolution;
      if (identity) this.observer.rejected(identity.caller, reason, by.origin, decisionId);
      return { valid: false, code: reason, ...(identity && keyOf(identity.caller)), decisionId };
    }
    const caller = { ...resolution.caller, origin: by.origin, observer: this.observer };
    const known = { ...keyOf(caller), caller: callerOf(by, caller) };
    const workspaceUnknown = await this.isUnknown(by, target);
    const missingPermissions = workspaceUnknown ? [...permissions] : decide(caller, permissions, target).missingPermissions;
    if (!workspaceUnknown && missingPermissions.length === 0) {
      this.observer.allowed(caller, permissions[0] ?? null);
      return { valid: true, code: 'valid', ...known, decisionId };
    }
    this.observer.refused(caller, { decisionId, permissions: missingPermissions, target, workspaceUnknown });
    return { valid: false, code: 'permission-missing', ...known, missingPermissions, decisionId };
  }

  /** Of another organisation, deleted, or never made: nothing can be done there, whatever is held everywhere. */
  private async isUnknown(by: Member, { workspaceId }: Target): Promise<boolean> {
    return workspaceId !== null && !(await this.facts.read(() => loadWorkspaceExists(by.organisation.id, workspaceId)));
  }

  /** A client secret that has been guessed at too often is not looked at: this door answers 200 all the same. */
  private async tryOut(key: string, address: string): Promise<Resolution> {
    try {
      return await this.credentials.resolve(key, address);
    } catch (error) {
      if (error instanceof AppError && error.status === 429) return refused('unknown');
      throw error;
    }
  }

  /** Another organisation's credential looks unknown. */
  private async resolve(by: Member, key: string): Promise<Resolution> {
    const resolution = await this.tryOut(key, by.origin.address);
    if (resolution.kind !== 'session') return resolution.identity?.organisation.id === by.organisation.id ? resolution : refused('unknown');
    const caller = await this.credentials.sessions.within(resolution.caller, String(by.organisation.id)).catch(() => null);
    return caller?.userId == null ? refused('unknown') : { ...resolution, caller };
  }
}

type Known = Extract<Resolution, { kind: 'key' | 'session' }>['caller'];

const keyOf = ({ key }: Known): Pick<VerifyAnswerDto, 'key'> =>
  key ? { key: { id: String(key.id), name: key.name, kind: key.kind, expiresAt: fromOptionalInstant(key.expiresAt) } } : {};

const callerOf = (by: Member, { userId, account }: Known): VerifyAnswerDto['caller'] => ({
  userId: userId === null ? null : String(userId),
  login: account?.login ?? null,
  organisationId: String(by.organisation.id),
});
