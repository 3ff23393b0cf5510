import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Digests, PasswordHasher } from '../../../platform/crypto/index.js';
import { type Changed, Freshness, instanceShard } from '../../../platform/freshness/index.js';
import { accountActor } from '../../audit/index.js';
import { PasswordCheck, SessionAudit, SessionsRepository } from '../../sessions/index.js';
import { type Account, AccountsRepository } from '../../users/index.js';
import { AccountNotices } from '../account-notices.js';
import { passwordResetNotFound } from '../own-account.errors.js';
import type { PasswordReset } from './password-reset.entity.js';
import { PasswordResetsRepository } from './password-resets.repository.js';

const tokenPattern = /^([1-9]\d{0,8})\.([\w-]{43})$/;

/** Sets the password of whoever got the mail. It is no sign-in: a second factor is asked for as ever (ASVS 5.0, 6.4.3). */
@Injectable()
export class UsePasswordReset {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly check: PasswordCheck,
    private readonly digests: Digests,
    private readonly hasher: PasswordHasher,
    private readonly freshness: Freshness,
    private readonly audit: SessionAudit,
    private readonly notices: AccountNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that rests on the old password ends: sessions, the tokens of the person's keys, and the lock that wrong
   * passwords have left. @throws 404 alike for an unknown, used, replaced and expired token, and for a disabled account.
   */
  async run(token: string, newPassword: string, origin: Origin): Promise<Changed<Account>> {
    const { reset, account } = await this.find(token);
    const newHash = await this.hasher.hash(newPassword);
    const changed = await this.freshness.change([instanceShard], () => this.change(reset, account, newHash, origin));
    await this.check.unlock(account.login, origin);
    return changed;
  }

  private async change({ id: resetId }: PasswordReset, account: Account, newHash: string, origin: Origin): Promise<Account> {
    const now = this.clock.now();
    const { id, login, passwordHash } = account;
    if (!(await this.resets.use(resetId, now))) throw passwordResetNotFound();
    if (!(await this.accounts.changePassword(id, passwordHash as string, newHash, now))) throw passwordResetNotFound();
    await this.resets.endAll(id, now);
    await this.sessions.endAll(id, now);
    await this.audit.record(accountActor(id, login, origin), id, { action: 'account.reset-password', subject: { kind: 'account', id } });
    this.notices.tell(account, 'password-changed', 'The password of your account was changed', origin);
    return account;
  }

  private async find(token: string): Promise<{ readonly reset: PasswordReset; readonly account: Account }> {
    const match = tokenPattern.exec(token.trim());
    const reset = match && (await this.resets.findOpen(Number(match[1]), this.clock.now()));
    if (!reset || !this.digests.matches(match[2] as string, reset)) throw passwordResetNotFound();
    const account = await this.accounts.find(reset.accountId);
    if (account?.state !== 'active' || account.generation !== reset.accountGeneration) throw passwordResetNotFound();
    return { reset, account };
  }
}
