import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { DataKeys } from '../../platform/crypto/index.js';
import { SharedCommits, Transaction } from '../../platform/database/index.js';
import { FactSource, Freshness } from '../../platform/freshness/index.js';
import { type Actor, AuditService } from '../audit/index.js';
import { isGenuine, readRefreshToken, refreshTokenText } from './refresh-token-text.js';
import { TokenFamiliesRepository } from './token-families.repository.js';
import type { TokenFamily } from './token-family.entity.js';
import { loadMayGoOn } from './token-facts.js';
import { invalidGrant } from './tokens.errors.js';

/** How long a family lives, and of what kind it is. */
export interface FamilyTerms {
  readonly accessSeconds: number;
  /** Unused for this long it is over. */
  readonly refreshSeconds: number;
  /** Over in any case. */
  readonly mostSeconds: number;
  /** Refreshing ends the access token got before, too. */
  readonly paired: boolean;
}

export const usualTerms: FamilyTerms = { accessSeconds: 600, refreshSeconds: 14 * 86_400, mostSeconds: 30 * 86_400, paired: false };

/** Which access token and refresh token a caller gets. */
export interface RefreshStep {
  readonly family: TokenFamily;
  readonly refreshToken: string;
}

/** What a genuine token is. */
export interface IdentifiedToken {
  readonly family: TokenFamily;
  readonly step: number;
}

/** Whoever did not get the answer may ask again with the same token for this long. */
const graceMs = 10_000;

/** Times of use that are kept: more tokens than anybody honestly uses up within the grace. */
const mostRemembered = 50;

const oneAnswer = 'The refresh token is not valid';

/** One step of a family that nothing else has to change with. */
interface Step {
  readonly family: TokenFamily;
  readonly usedAt: number[];
  readonly idleUntil: number;
}

@Injectable()
export class RefreshTokens {
  private readonly steps: SharedCommits<Step, boolean>;

  constructor(
    private readonly families: TokenFamiliesRepository,
    private readonly dataKeys: DataKeys,
    private readonly transaction: Transaction,
    private readonly freshness: Freshness,
    private readonly facts: FactSource,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {
    this.steps = new SharedCommits(transaction, (steps) => this.advanceAll(steps));
  }

  /** A new family and its first refresh token. */
  async begin(grant: Pick<TokenFamily, 'organisationId' | 'apiKeyId' | 'secretId' | 'generations' | 'audience' | 'scope'>, terms: FamilyTerms = usualTerms): Promise<RefreshStep> {
    const now = this.clock.now();
    const { id: dataKeyId } = this.dataKeys.current('refresh');
    const { accessSeconds, refreshSeconds, mostSeconds, paired } = terms;
    const family = await this.transaction.run(() =>
      this.families.insert({
        ...grant,
        nonce: randomBytes(24).toString('base64url'),
        dataKeyId,
        step: 0,
        state: 'active',
        paired,
        accessSeconds,
        refreshSeconds,
        createdAt: now,
        usedAt: [],
        idleUntil: now + refreshSeconds * 1000,
        expiresAt: now + mostSeconds * 1000,
      }),
    );
    return this.stepOf(family);
  }

  /** The family and step of a genuine token, whether it is still good or not. */
  async identify(text: string): Promise<IdentifiedToken | undefined> {
    const claim = readRefreshToken(text);
    const family = claim && (await this.families.find(claim.familyId));
    if (!family || !isGenuine(text, this.dataKeys.get(family.dataKeyId).key, family, claim.step)) return undefined;
    return { family, step: claim.step };
  }

  /** Whether a genuine token could be used now, as far as tokens go; `userId`: whose key it was got with. */
  async isGood({ family, step }: IdentifiedToken, userId: number | null): Promise<boolean> {
    return this.isAlive(family) && step === family.step && this.facts.read(() => loadMayGoOn(family, userId));
  }

  /**
   * The next token of a family. The one just used, coming back at once because its answer was lost, gets the same
   * successor as long as that is unused; later it is a replay, and the family ends. `found`: what was just identified.
   * @throws 400 `oauth.invalid-grant`
   */
  async rotate(text: string, found?: IdentifiedToken): Promise<RefreshStep> {
    const { family, step } = found ?? (await this.identify(text)) ?? {};
    if (family === undefined || step === undefined || !this.isAlive(family)) throw invalidGrant(oneAnswer);
    if (step === family.step) return (await this.advance(family)) ?? this.rotate(text);
    const isRecent = this.isRecent(family.usedAt[family.step - 1 - step]);
    if (isRecent && step === family.step - 1) return this.stepOf(family);
    if (!isRecent) await this.endReplayed(family);
    throw invalidGrant(oneAnswer);
  }

  /** Ends a family with its access tokens; false when it had ended before. */
  async end(by: Actor, { id, organisationId }: TokenFamily, action = 'token.revoke'): Promise<boolean> {
    const { ended } = await this.freshness.change([organisationId], async () => {
      if (!(await this.families.end(organisationId, id))) return { ended: false };
      await this.audit.record(by, { organisationId, action, subject: { kind: 'token-family', id } });
      return { ended: true };
    });
    return ended;
  }

  /** undefined: somebody else has used the token in this very moment. */
  private async advance(family: TokenFamily): Promise<RefreshStep | undefined> {
    const now = this.clock.now();
    const idleUntil = now + family.refreshSeconds * 1000;
    const usedAt = [now, ...family.usedAt.filter((instant) => this.isRecent(instant))].slice(0, mostRemembered);
    const { organisationId } = family;
    // Only where refreshing takes power from the old access token is the step a fact that decisions rest on.
    const { advanced } = family.paired
      ? await this.freshness.change([organisationId], async () => ({ advanced: await this.families.advancePaired(organisationId, family, usedAt, idleUntil) }))
      : { advanced: await this.steps.add({ family, usedAt, idleUntil }) };
    if (!advanced) return undefined;
    return this.stepOf({ ...family, step: family.step + 1, usedAt, idleUntil });
  }

  private async advanceAll(steps: readonly Step[]): Promise<boolean[]> {
    const advanced = new Map<Step, boolean>();
    // In one order everywhere: two that share families wait for each other in a line, not in a ring.
    for (const step of steps.toSorted((a, b) => a.family.id - b.family.id)) {
      const { family, usedAt, idleUntil } = step;
      advanced.set(step, await this.families.advance(family.organisationId, family, usedAt, idleUntil));
    }
    return steps.map((step) => advanced.get(step) === true);
  }

  private endReplayed(family: TokenFamily): Promise<boolean> {
    const actor: Actor = {
      kind: 'service-key',
      id: family.apiKeyId,
      name: '',
      credential: { kind: 'refresh-token', id: family.id },
      origin: { address: '', userAgent: '', requestId: '' },
    };
    return this.end(actor, family, 'token.replay');
  }

  private stepOf(family: TokenFamily): RefreshStep {
    return { family, refreshToken: refreshTokenText(this.dataKeys.get(family.dataKeyId).key, family, family.step) };
  }

  private isAlive({ state, idleUntil, expiresAt }: TokenFamily): boolean {
    const now = this.clock.now();
    return state === 'active' && idleUntil > now && expiresAt > now;
  }

  private isRecent(instant: number | undefined): boolean {
    return instant !== undefined && this.clock.now() - instant <= graceMs;
  }
}
