import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { fromInstant } from '../../platform/http/index.js';
import { Mailer } from '../../platform/mail/index.js';
import type { Account } from '../users/index.js';

/** What its person is told of a change of how to sign in, for the case that it was somebody else. */
@Injectable()
export class AccountNotices {
  constructor(
    private readonly transaction: Transaction,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Inside the transaction of the change: the mail goes once it is committed. `what` is a sentence without its full stop. */
  tell({ login, email }: Pick<Account, 'login' | 'email'>, kind: string, what: string, { address }: Origin): void {
    const text = `Hello,

${what}: ${login} at ${this.config.publicUrl},
on ${fromInstant(this.clock.now())}, from ${address}.

If that was you, there is nothing to do. If it was not, set a new password at
${this.config.publicUrl}/password-reset (that ends all sessions), and tell your administrator.
`;
    this.transaction.afterCommit(() => this.mailer.post({ kind, to: email, subject: what, text }));
  }
}
