import { Injectable } from '@nestjs/common';
import type { Caller } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Changed, instanceShard } from '../../platform/freshness/index.js';
import { invalid, type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import type { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { secondFactorMissing, secondFactorOwn } from './second-factor/second-factor.errors.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SecondFactorsRepository } from './second-factor/second-factors.repository.js';
import { accountNotFound } from './users.errors.js';
import { UsersRepository } from './users.repository.js';

/** An account, and whether signing in takes a second factor. */
export interface AccountState extends Account {
  readonly secondFactor: boolean;
}

export interface AccountChanges {
  readonly state?: Account['state'];
  /** `none`: taken away. */
  readonly secondFactor?: 'none';
}

/** What instance operators may do with accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly users: UsersRepository,
    private readonly factors: SecondFactors,
    private readonly factorRows: SecondFactorsRepository,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async get(id: number): Promise<AccountState> {
    const account = await this.accounts.find(id);
    if (!account) throw accountNotFound();
    return { ...account, secondFactor: (await this.factors.since(id)) !== null };
  }

  async list(search: string | undefined, slice: Slice): Promise<Page<AccountState>> {
    const rows = await this.accounts.list(search, slice);
    const having = await this.factorRows.confirmedAmong(rows.map(({ id }) => id));
    return pageOf(rows, slice, (account) => ({ ...account, secondFactor: having.has(account.id) }));
  }

  /** @throws 403 for a second factor of one's own: whoever sits at an open session must not get rid of it. */
  async update(by: Caller, id: number, { state, secondFactor }: AccountChanges): Promise<Changed<AccountState>> {
    await this.get(id);
    if (state === undefined && secondFactor === undefined) throw invalid([{ field: 'state', message: 'or secondFactor is needed' }]);
    if (secondFactor && by.account?.id === id) throw secondFactorOwn();
    const organisationIds = (await this.users.ofAccount(id)).map(({ organisationId }) => organisationId);
    const change = async () => {
      if (state) await this.setState(by, id, state, organisationIds);
      if (secondFactor) await this.resetSecondFactor(by, id, organisationIds);
      return this.get(id);
    };
    return this.power.change(organisationIds, change, [instanceShard]);
  }

  /** Disabled: no session, key or token of the person is let in anywhere. */
  private async setState(by: Caller, id: number, state: Account['state'], organisationIds: readonly number[]): Promise<void> {
    await this.accounts.setState(id, state, this.clock.now());
    await this.record(by, id, state === 'disabled' ? 'account.disable' : 'account.enable', organisationIds);
  }

  private async resetSecondFactor(by: Caller, id: number, organisationIds: readonly number[]): Promise<void> {
    if (!(await this.factors.remove(id))) throw secondFactorMissing();
    await this.accounts.raiseGeneration(id, this.clock.now());
    await this.record(by, id, 'account.reset-second-factor', organisationIds);
  }

  private async record(by: Caller, id: number, action: string, organisationIds: readonly number[]): Promise<void> {
    for (const organisationId of [null, ...organisationIds]) await this.audit.record(actorOf(by), { organisationId, action, subject: { kind: 'account', id } });
  }
}
