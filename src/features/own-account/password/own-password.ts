import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../access/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { actorOf } from '../../audit/index.js';
import { PasswordCheck, personOf, SessionAudit } from '../../sessions/index.js';
import type { Account } from '../../users/index.js';
import { passwordWrong } from '../own-account.errors.js';

/** Asks a signed-in person for the password once more: a session alone is not enough for what changes how to sign in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly check: PasswordCheck,
    private readonly transaction: Transaction,
    private readonly audit: SessionAudit,
  ) {}

  /** `action`: what a wrong one is told of as. @throws 403 for a wrong one and for keys, 429 after too many. */
  async ask(by: Caller, password: string, action: string): Promise<Account> {
    const { accountId } = personOf(by);
    const { account, right } = await this.check.run(by.account?.login ?? '', password, by.origin);
    if (account && right) return account;
    const entry = { action, subject: { kind: 'account', id: accountId }, result: 'refused' } as const;
    await this.transaction.run(() => this.audit.record(actorOf(by), accountId, entry));
    throw passwordWrong();
  }
}
