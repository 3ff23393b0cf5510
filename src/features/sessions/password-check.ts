import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { addressBlock, AttemptsService, type Limit } from '../attempts/index.js';
import { type Account, AccountsRepository } from '../users/index.js';
import { SessionsRepository } from './sessions.repository.js';

const wrongPerAccount = 10;
const wrongPerAddress = 100;

/** Whether somebody knows the password of an account. Every door that takes one asks here, so all guesses count together. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: PasswordHasher,
    private readonly attempts: AttemptsService,
  ) {}

  /** `right` takes as long, and is false alike, for an unknown login and a disabled account. @throws 429 after too many wrong ones. */
  async run(login: string, password: string, { address }: Origin): Promise<{ readonly account: Account | null; readonly right: boolean }> {
    const account = await this.accounts.findByLogin(login);
    const limits = await this.limits(login, account, address);
    await this.attempts.take(limits);
    const matches = await this.passwords.verify(password, account?.passwordHash ?? null);
    const right = matches && account?.state === 'active';
    if (right) await this.attempts.giveBack(limits);
    return { account, right };
  }

  /**
   * Strangers who guess use up an account's attempts only for addresses it has never signed in from: they cannot
   * lock its person out.
   */
  private async limits(login: string, account: Account | null, address: string): Promise<Limit[]> {
    const block = addressBlock(address);
    const known = account !== null && (await this.sessions.knows(account.id, block));
    // People type passwords where the login belongs: what is unknown is not stored as it was typed.
    const who = `login:${hash('sha256', login.toLowerCase(), 'base64url')}`;
    return [
      { bucket: `address:${block}`, most: wrongPerAddress },
      { bucket: known ? `${who}:${block}` : who, most: wrongPerAccount },
    ];
  }
}
