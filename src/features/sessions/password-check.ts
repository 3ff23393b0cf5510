import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { AttemptsService } from '../attempts/index.js';
import { type Account, AccountsRepository } from '../users/index.js';
import { AccountLimits } from './account-limits.js';

/** Whether somebody knows the password of an account. Every door that takes one asks here, so all guesses count together. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly limits: AccountLimits,
    private readonly passwords: PasswordHasher,
    private readonly attempts: AttemptsService,
  ) {}

  /** `right` takes as long, and is false alike, for an unknown login and a disabled account. @throws 429 after too many wrong ones. */
  async run(login: string, password: string, origin: Origin): Promise<{ readonly account: Account | null; readonly right: boolean }> {
    const account = await this.accounts.findByLogin(login);
    const limits = await this.limits.of('login', login, account?.id ?? null, origin);
    const right = await this.attempts.during(limits, async () => {
      const matches = await this.passwords.verify(password, account?.passwordHash ?? null);
      return (matches && account?.state === 'active') || undefined;
    });
    return { account, right: right === true };
  }

  /** Wrong passwords so far count no longer: the person has shown otherwise whose account it is, and has a new password. */
  unlock(login: string, origin: Origin): Promise<void> {
    return this.attempts.clear(this.limits.passwordBuckets(login, origin));
  }
}
