import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { type Organisation, OrganisationsRepository, SettingRules } from '../../organisations/index.js';
import { UsersRepository } from '../users.repository.js';
import { secondFactorMissing, secondFactorStillRequired } from './second-factor.errors.js';
import { SecondFactors } from './second-factors.js';

/** Who requires second factors, and what follows from it. Whoever has none is turned away where sessions are taken. */
@Injectable()
export class RequiredSecondFactor implements OnModuleInit {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly users: UsersRepository,
    private readonly factors: SecondFactors,
    private readonly rules: SettingRules,
  ) {}

  onModuleInit(): void {
    this.rules.onChanging(async (by, before, { requireSecondFactor = false }) => {
      if (requireSecondFactor && !before.requireSecondFactor) await this.demandOwn(by);
    });
  }

  /** The organisations that let the person in only with one. */
  async by(accountId: number): Promise<Organisation[]> {
    const active = (await this.users.ofAccount(accountId)).filter(({ state }) => state === 'active');
    return this.organisations.requiringSecondFactor(active.map(({ organisationId }) => organisationId));
  }

  /** @throws 409 while an organisation of the person requires one. */
  async demandByNobody(accountId: number): Promise<void> {
    const names = (await this.by(accountId)).map(({ name }) => name);
    if (names.length > 0) throw secondFactorStillRequired(`It cannot be switched off: ${names.join(', ')} ${names.length === 1 ? 'requires' : 'require'} a second factor`);
  }

  /** Nobody shuts themselves out, nor asks of others what they have not done. */
  private async demandOwn({ account }: Member): Promise<void> {
    if (!account) throw secondFactorMissing('A service key cannot require a second factor of people: a person who has one does');
    if ((await this.factors.since(account.id)) === null) throw secondFactorMissing('Whoever requires a second factor of everybody has one: set up your own first, at /account/second-factor/');
  }
}
