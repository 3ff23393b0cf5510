import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { PasswordHasher } from '../../../platform/crypto/index.js';
import { type Changed, Freshness, instanceShard } from '../../../platform/freshness/index.js';
import { invalid } from '../../../platform/http/index.js';
import { actorOf } from '../../audit/index.js';
import { SessionAudit, SessionsRepository, SessionsService, type StartedSession } from '../../sessions/index.js';
import { type Account, AccountsRepository } from '../../users/index.js';
import { AccountNotices } from '../account-notices.js';
import { passwordWrong } from '../own-account.errors.js';
import { OwnPassword } from './own-password.js';

const action = 'account.change-password';

/** A person takes another password. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly password: OwnPassword,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly sessionRows: SessionsRepository,
    private readonly freshness: Freshness,
    private readonly audit: SessionAudit,
    private readonly notices: AccountNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that rests on the old password ends: sessions, and the tokens of the person's keys. The caller goes on
   * in a new session. @throws 403 for a wrong current password, 429 after too many of them.
   */
  async run(by: Caller, currentPassword: string, newPassword: string): Promise<Changed<StartedSession>> {
    const account = await this.password.ask(by, currentPassword, action);
    if (newPassword === currentPassword) throw invalid([{ field: 'newPassword', message: 'is the one you have; take another' }]);
    const newHash = await this.hasher.hash(newPassword);
    return this.freshness.change([instanceShard], () => this.change(by, account, newHash));
  }

  private async change(by: Caller, { id, passwordHash }: Account, newHash: string): Promise<StartedSession> {
    const now = this.clock.now();
    if (!(await this.accounts.changePassword(id, passwordHash as string, newHash, now))) throw passwordWrong('Your password has been changed in this very moment');
    await this.sessionRows.endAll(id, now);
    const account = (await this.accounts.find(id)) as Account;
    await this.audit.record(actorOf(by), id, { action, subject: { kind: 'account', id } });
    this.notices.tell(account, 'password-changed', 'The password of your account was changed', by.origin);
    return this.sessions.begin(account, by.origin);
  }
}
