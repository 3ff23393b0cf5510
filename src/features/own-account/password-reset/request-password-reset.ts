import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Origin } from '../../../access/index.js';
import { AppError } from '../../../errors/index.js';
import { Config } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Log } from '../../../platform/logging/index.js';
import { addressBlock, AttemptsService } from '../../attempts/index.js';
import { accountActor } from '../../audit/index.js';
import { SessionAudit } from '../../sessions/index.js';
import { type Account, AccountsRepository } from '../../users/index.js';
import { IssuePasswordReset } from './issue-password-reset.js';
import { passwordResetMail } from './password-reset-mail.js';

const mostPerAddress = 20;
const mostPerAccount = 5;
const action = 'account.request-password-reset';

/**
 * Sends whoever has forgotten the password of an account a link to set another (ASVS 5.0, 6.4.3). There are no hints and no
 * secret questions (6.4.2).
 */
@Injectable()
export class RequestPasswordReset implements BeforeApplicationShutdown {
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly issuing: IssuePasswordReset,
    private readonly attempts: AttemptsService,
    private readonly transaction: Transaction,
    private readonly audit: SessionAudit,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  /**
   * `name`: a login or an e-mail address. Looks for the account beside the request, so that neither the answer nor the time it
   * takes tells whether there is one (ASVS 5.0, 6.3.8). @throws 429 after too many from one address, whatever they name.
   */
  async run(name: string, origin: Origin): Promise<void> {
    await this.attempts.take([{ bucket: `password-reset:address:${addressBlock(origin.address)}`, most: mostPerAddress }]);
    // The request is over by the time it is read.
    const { address, userAgent, requestId } = origin;
    const sending = this.send(name.trim(), { address, userAgent, requestId })
      .catch((error: unknown) => this.log.error({ err: error, requestId }, 'a password reset could not be sent'))
      .finally(() => this.pending.delete(sending));
    this.pending.add(sending);
  }

  /** When all that was asked for has been handed to the mailer. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  private async send(name: string, origin: Origin): Promise<void> {
    const named = await this.accounts.findByLogin(name);
    const addressed = await this.accounts.findByEmail(name);
    const found = [...(named ? [named] : []), ...addressed.filter(({ id }) => id !== named?.id)];
    if (found.length === 0) await this.refuse(null, origin);
    for (const account of found) await this.sendTo(account, origin);
  }

  private async sendTo(account: Account, origin: Origin): Promise<void> {
    if (!(await this.mayBeSent(account))) return;
    if (!this.issuing.isPossible(account)) return this.refuse(account, origin);
    await this.transaction.run(async () => {
      await this.issuing.run(account, (token) => passwordResetMail(account, token, this.config.publicUrl, origin.address));
      await this.audit.record(accountActor(account.id, account.login, origin), account.id, { action, subject: { kind: 'account', id: account.id } });
    });
  }

  /** Beyond the limit of an account nothing is sent, and nobody is told: the limit must not show that there is one. */
  private async mayBeSent({ id }: Account): Promise<boolean> {
    try {
      await this.attempts.take([{ bucket: `password-reset:account:${id}`, most: mostPerAccount }]);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.status === 429) return false;
      throw error;
    }
  }

  private refuse(account: Account | null, origin: Origin): Promise<void> {
    const entry = { action, subject: { kind: 'account', id: account?.id ?? null }, result: 'refused' } as const;
    return this.transaction.run(() => this.audit.record(accountActor(account?.id ?? null, account?.login ?? '', origin), account?.id ?? null, entry));
  }
}
