import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Digests, Seals } from '../../../platform/crypto/index.js';
import type { Account } from '../account.entity.js';
import { newRecoveryCode, readRecoveryCode, recoveryCodeCount } from './recovery-code-text.js';
import type { SecondFactor } from './second-factor.entity.js';
import { secondFactorExists, secondFactorNotBegun } from './second-factor.errors.js';
import type { SecondProof } from './second-proof.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { newTotpSecret, totpStep, totpUri } from './totp.js';

/** What an app is given, this one time. */
export interface BegunSecondFactor {
  readonly secret: string;
  readonly uri: string;
}

const beginningMs = 15 * 60 * 1000;

/** Second factors of accounts: what is kept of them, and whether a proof is good. Whoever asks counts the attempts. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly rows: SecondFactorsRepository,
    private readonly seals: Seals,
    private readonly digests: Digests,
    private readonly clock: Clock,
  ) {}

  /** When it was confirmed; null: the account asks for none. */
  async since(accountId: number): Promise<number | null> {
    return (await this.rows.find(accountId))?.confirmedAt ?? null;
  }

  /** Inside a transaction. Nothing is asked for before `confirm`. @throws 409 when there is one already. */
  async begin({ id: accountId, login }: Account): Promise<BegunSecondFactor> {
    if ((await this.since(accountId)) !== null) throw secondFactorExists();
    await this.rows.deletePending(accountId);
    const secret = newTotpSecret();
    const { ciphertext: sealed, sealId } = this.seals.seal(secret, placeOf(accountId));
    await this.rows.insert({ accountId, sealed, sealId, lastStep: 0, createdAt: this.clock.now(), confirmedAt: null });
    return { secret, uri: totpUri(secret, login) };
  }

  /**
   * Inside a transaction. Answers the recovery codes, undefined when the code is wrong.
   * @throws 409 when there is nothing to confirm (any more).
   */
  async confirm(accountId: number, totp: string): Promise<string[] | undefined> {
    const now = this.clock.now();
    const factor = await this.rows.find(accountId);
    if (factor && factor.confirmedAt !== null) throw secondFactorExists();
    if (!factor || factor.createdAt <= now - beginningMs) throw secondFactorNotBegun();
    const step = this.stepOf(factor, totp);
    if (step === undefined) return undefined;
    if (!(await this.rows.confirm(factor.id, step, now, now - beginningMs))) throw secondFactorNotBegun();
    return this.renewCodes(accountId);
  }

  /** Inside a transaction: uses the proof up when it is good. */
  async use(accountId: number, { totp, recoveryCode }: SecondProof): Promise<boolean> {
    const factor = await this.rows.find(accountId);
    if (!factor || factor.confirmedAt === null) return false;
    if (recoveryCode !== undefined) return this.useCode(accountId, readRecoveryCode(recoveryCode));
    const step = totp === undefined ? undefined : this.stepOf(factor, totp);
    return step !== undefined && this.rows.useStep(factor.id, step);
  }

  /** Inside a transaction. Those there were are good no longer. */
  async renewCodes(accountId: number): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
    const createdAt = this.clock.now();
    const rows = codes.map((code) => ({ accountId, ...this.digests.of(readRecoveryCode(code)), createdAt, usedAt: null }));
    await this.rows.replaceCodes(accountId, rows);
    return codes;
  }

  async codesLeft(accountId: number): Promise<number> {
    return (await this.rows.unusedCodes(accountId)).length;
  }

  /** Inside a transaction; false when there was none. */
  remove(accountId: number): Promise<boolean> {
    return this.rows.delete(accountId);
  }

  private async useCode(accountId: number, text: string): Promise<boolean> {
    const found = (await this.rows.unusedCodes(accountId)).find((code) => this.digests.matches(text, code));
    return found !== undefined && this.rows.useCode(found.id, this.clock.now());
  }

  private stepOf({ accountId, sealed, sealId }: SecondFactor, totp: string): number | undefined {
    return totpStep(this.seals.open({ ciphertext: sealed, sealId }, placeOf(accountId)), totp, this.clock.now());
  }
}

const placeOf = (accountId: number): string => `second_factor/${accountId}/sealed`;
