import { Injectable } from '@nestjs/common';
import type { Caller } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Changed, instanceShard } from '../../platform/freshness/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import type { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { accountNotFound } from './users.errors.js';
import { UsersRepository } from './users.repository.js';

/** What instance operators may do with accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly users: UsersRepository,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async get(id: number): Promise<Account> {
    const account = await this.accounts.find(id);
    if (!account) throw accountNotFound();
    return account;
  }

  /** Disabled: no session, key or token of the person is let in anywhere. */
  async setState(by: Caller, id: number, state: Account['state']): Promise<Changed<Account>> {
    await this.get(id);
    const organisationIds = (await this.users.ofAccount(id)).map(({ organisationId }) => organisationId);
    const change = async () => {
      await this.accounts.setState(id, state, this.clock.now());
      const action = state === 'disabled' ? 'account.disable' : 'account.enable';
      for (const organisationId of [null, ...organisationIds]) {
        await this.audit.record(actorOf(by), { organisationId, action, subject: { kind: 'account', id } });
      }
      return this.get(id);
    };
    return this.power.change(organisationIds, change, [instanceShard]);
  }
}
