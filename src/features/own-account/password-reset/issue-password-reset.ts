import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Digests } from '../../../platform/crypto/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type Mail, Mailer } from '../../../platform/mail/index.js';
import type { Account } from '../../users/index.js';
import { PasswordResetsRepository } from './password-resets.repository.js';

const lifeMs = 60 * 60 * 1000;

/** Only the mail to the account's own address ever holds the token: nobody who asks for one is shown it. */
@Injectable()
export class IssuePasswordReset {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly transaction: Transaction,
    private readonly digests: Digests,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Who is disabled has no use for one, and who never had a password has an invitation instead. */
  isPossible({ state, passwordHash }: Account): boolean {
    return state === 'active' && passwordHash !== null;
  }

  /**
   * Inside a transaction; the mail goes once it is committed. The token has 256 random bits, is good once, for an hour, and until
   * the next one (ASVS 5.0, 6.4.1). Answers until when.
   */
  async run(account: Account, mail: (token: string) => Mail): Promise<number> {
    const now = this.clock.now();
    const secret = randomBytes(32).toString('base64url');
    await this.resets.endAll(account.id, now);
    const row = { accountId: account.id, accountGeneration: account.generation, ...this.digests.of(secret), createdAt: now, expiresAt: now + lifeMs, endedAt: null };
    const { id } = await this.resets.insert(row);
    this.transaction.afterCommit(() => this.mailer.post(mail(`${id}.${secret}`)));
    return row.expiresAt;
  }
}
