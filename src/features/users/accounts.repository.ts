import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, MoreThan, Not, Raw } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { anyContains } from '../../platform/lists/index.js';
import { Account } from './account.entity.js';

/** More accounts than so many with one address are not found by it. */
const mostOfOneAddress = 5;

/** Accounts belong to the whole instance, so nothing here takes an organisation. */
@Injectable()
export class AccountsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(account: Omit<Account, 'id'>): Promise<Account> {
    const { identifiers } = await this.transaction.repository(Account).insert({ ...account });
    return { ...account, id: identifiers[0]?.['id'] as number };
  }

  find(id: number): Promise<Account | null> {
    return this.transaction.repository(Account).findOneBy({ id });
  }

  findByLogin(login: string): Promise<Account | null> {
    return this.transaction.repository(Account).findOneBy({ loginLower: login.toLowerCase() });
  }

  /** Those with this address, whatever its case; several people may share one. */
  findByEmail(email: string): Promise<Account[]> {
    return this.transaction.repository(Account).find({ where: { emailLower: email.toLowerCase() }, order: { id: 'ASC' }, take: mostOfOneAddress });
  }

  /** `search`: what the login or the address has in it, whatever its case; all accounts are gone through for it. */
  list(search: string | undefined, { limit, after }: Slice): Promise<Account[]> {
    const where = { id: MoreThan(after ?? 0), ...(search !== undefined && { loginLower: anyContains(search, ['loginLower', 'emailLower']) }) };
    return this.transaction.repository(Account).find({ where, order: { id: 'ASC' }, take: limit + 1 });
  }

  /** Whether nobody has ever come by the account, and no other organisation has a part in it: it is what the invitations of this one made it. */
  isOnlyInvited(id: number, organisationId: number): Promise<boolean> {
    return this.transaction.repository(Account).existsBy(onlyInvited(id, organisationId));
  }

  /** Another address for an account that is only invited here; false when it belongs to its person, or others have invited it too. */
  async readdress(id: number, organisationId: number, email: string, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Account)
      .update(onlyInvited(id, organisationId), { email, emailLower: email.toLowerCase(), updatedAt: now });
    return affected === 1;
  }

  /** The first password of an account; false when it has one. */
  async choosePassword(id: number, passwordHash: string, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Account)
      .update({ id, passwordHash: IsNull() }, { passwordHash, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }

  /** Another password in place of this very one; raises the generation. False when it is not the one any more. */
  async changePassword(id: number, from: string, to: string, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Account)
      .update({ id, passwordHash: from, state: 'active' }, { passwordHash: to, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }

  /** What began under the generation before is over. */
  async raiseGeneration(id: number, now: number): Promise<void> {
    await this.transaction.repository(Account).update({ id }, { generation: () => 'generation + 1', updatedAt: now });
  }

  /** Sets another state and raises the generation; false when it was in that state already. */
  async setState(id: number, state: Account['state'], now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Account)
      .update({ id, state: Not(state) }, { state, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }
}

const noOther = 'NOT EXISTS (SELECT 1 FROM membership elsewhere WHERE elsewhere.accountId = :id AND elsewhere.organisationId <> :organisationId)';

const onlyInvited = (id: number, organisationId: number): FindOptionsWhere<Account> => ({
  id: Raw((column) => `(${column} = :id AND ${noOther})`, { id, organisationId }),
  passwordHash: IsNull(),
});
