import { Injectable } from '@nestjs/common';
import type { Caller, CallerOrganisation } from '../../../access/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { actorOf } from '../../audit/index.js';
import { personOf, SecondFactorCheck, SessionAudit } from '../../sessions/index.js';
import { type Account, accountNotFound, AccountsRepository, type BegunSecondFactor, RequiredSecondFactor, secondFactorMissing, type SecondProof, SecondFactors, secondFactorWrong } from '../../users/index.js';
import { AccountNotices } from '../account-notices.js';
import { OwnPassword } from '../password/own-password.js';

/** Whether signing in takes a second factor, and how many recovery codes are left. */
export interface SecondFactorState {
  readonly since: number | null;
  readonly recoveryCodesLeft: number;
  /** The organisations that let the person in only with one. */
  readonly requiredBy: readonly CallerOrganisation[];
}

/**
 * A person's own second factor. Everything but looking takes the password, and taking it away a proof as well:
 * whoever sits at an open session can neither lock its person out nor get rid of the factor.
 */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly factors: SecondFactors,
    private readonly required: RequiredSecondFactor,
    private readonly check: SecondFactorCheck,
    private readonly password: OwnPassword,
    private readonly transaction: Transaction,
    private readonly audit: SessionAudit,
    private readonly notices: AccountNotices,
  ) {}

  async state(by: Caller): Promise<SecondFactorState> {
    const { accountId } = personOf(by);
    return { since: await this.factors.since(accountId), recoveryCodesLeft: await this.factors.codesLeft(accountId), requiredBy: await this.required.by(accountId) };
  }

  /** Nothing is asked for before `confirm`. @throws 403 for a wrong password, 409 when there is one. */
  async begin(by: Caller, password: string): Promise<BegunSecondFactor> {
    const account = await this.password.ask(by, password, 'account.begin-second-factor');
    return this.transaction.run(() => this.factors.begin(account));
  }

  /** The app shows the right code: from now on it is asked for. Answers the recovery codes, this one time. */
  async confirm(by: Caller, totp: string): Promise<string[]> {
    const account = await this.accountOf(by);
    const confirming = () => this.transaction.run(async () => {
      const codes = await this.factors.confirm(account.id, totp);
      if (codes) await this.tell(by, account, 'account.enable-second-factor', 'second-factor-enabled', 'A second factor was switched on for your account');
      return codes;
    });
    const codes = await this.check.counted(account, by.origin, confirming);
    if (!codes) throw secondFactorWrong();
    return codes;
  }

  /** New recovery codes in place of those there were. */
  async renewCodes(by: Caller, password: string, proof: SecondProof): Promise<string[]> {
    const what = 'account.renew-recovery-codes';
    return this.proved(by, password, proof, what, async (account) => {
      await this.tell(by, account, what, 'recovery-codes-renewed', 'The recovery codes of your account were made anew');
      return this.factors.renewCodes(account.id);
    });
  }

  /** @throws 409 while an organisation of the person requires one: then the password alone must never let anybody in who sets up another. */
  async disable(by: Caller, password: string, proof: SecondProof): Promise<void> {
    const what = 'account.disable-second-factor';
    await this.required.demandByNobody(personOf(by).accountId);
    await this.proved(by, password, proof, what, async (account) => {
      await this.factors.remove(account.id);
      await this.tell(by, account, what, 'second-factor-disabled', 'The second factor of your account was switched off');
      return true;
    });
  }

  /** Runs `work` in the transaction that uses the proof up. */
  private async proved<T>(by: Caller, password: string, proof: SecondProof, what: string, work: (account: Account) => Promise<T>): Promise<T> {
    const account = await this.password.ask(by, password, what);
    if ((await this.factors.since(account.id)) === null) throw secondFactorMissing();
    const done = await this.check.using(account, proof, by.origin, () => work(account));
    if (done !== undefined) return done;
    await this.transaction.run(() => this.record(by, account, what, 'refused'));
    throw secondFactorWrong();
  }

  private async accountOf(by: Caller): Promise<Account> {
    const account = await this.accounts.find(personOf(by).accountId);
    if (!account) throw accountNotFound();
    return account;
  }

  private async tell(by: Caller, account: Account, action: string, kind: string, sentence: string): Promise<void> {
    await this.record(by, account, action, 'done');
    this.notices.tell(account, kind, sentence, by.origin);
  }

  private record(by: Caller, { id }: Account, action: string, result: 'done' | 'refused'): Promise<void> {
    return this.audit.record(actorOf(by), id, { action, subject: { kind: 'account', id }, result });
  }
}
