import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull, Not, type UpdateResult } from 'typeorm';
import { searchable, Transaction } from '../../platform/database/index.js';
import { contains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { Account } from './account.entity.js';
import { Membership, type MembershipState } from './membership.entity.js';

/** A membership with its account. */
export interface User extends Membership {
  readonly account: Account;
}

export interface UserFilter {
  readonly state?: MembershipState;
  /** What the display name or the login has in it, whatever its case. */
  readonly search?: string;
}

/** What a list of users can be sorted by. */
export type UserSort = 'id' | 'displayNameLower' | 'loginLower';

@Injectable()
export class UsersRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(membership: Omit<Membership, 'id' | 'displayNameLower' | 'loginLower'>, login: string): Promise<Membership> {
    const row = { ...membership, displayNameLower: searchable(membership.displayName), loginLower: login.toLowerCase() };
    const { identifiers } = await this.transaction.repository(Membership).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
  }

  async find(organisationId: number, id: number): Promise<User | null> {
    const membership = await this.transaction.repository(Membership).findOneBy({ organisationId, id });
    return membership && ((await this.withAccounts([membership]))[0] ?? null);
  }

  async list(organisationId: number, filter: UserFilter, slice: SortedSlice<UserSort>): Promise<User[]> {
    return this.withAccounts(await readInOrder(this.transaction.repository(Membership), partsOf(organisationId, filter), slice));
  }

  /** How many a list with this filter finds. */
  count(organisationId: number, filter: UserFilter): Promise<number> {
    return this.transaction.repository(Membership).countBy(partsOf(organisationId, filter));
  }

  /** Those of `ids` that are users of the organisation. */
  async existing(organisationId: number, ids: readonly number[]): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const found = await this.transaction.repository(Membership).findBy({ organisationId, id: In([...ids]) });
    return new Set(found.map(({ id }) => id));
  }

  /** What people are called, of those of `ids` that are users of the organisation. */
  async namesOf(organisationId: number, ids: readonly number[]): Promise<Map<number, string>> {
    if (ids.length === 0) return new Map();
    const found = await this.transaction.repository(Membership).find({ select: { id: true, displayName: true }, where: { organisationId, id: In([...ids]) } });
    return new Map(found.map(({ id, displayName }) => [id, displayName]));
  }

  ofAccount(accountId: number): Promise<Membership[]> {
    return this.transaction.repository(Membership).find({ where: { accountId }, order: { id: 'ASC' } });
  }

  findAll(organisationId: number, ids: readonly number[]): Promise<User[]> {
    return this.read({ organisationId, id: In([...ids]) });
  }

  /** Those of these accounts that are users of the organisation. */
  ofAccounts(organisationId: number, accountIds: readonly number[]): Promise<User[]> {
    return this.read({ organisationId, accountId: In([...accountIds]) });
  }

  /** The user with this login, whatever its case. */
  async findByLogin(organisationId: number, login: string): Promise<User | null> {
    return (await this.read({ organisationId, loginLower: login.toLowerCase() }))[0] ?? null;
  }

  async rename(organisationId: number, id: number, displayName: string, now: number): Promise<void> {
    await this.transaction.repository(Membership).update({ organisationId, id }, { displayName, displayNameLower: searchable(displayName), updatedAt: now });
  }

  /** Sets another state and raises the generation; false when it was in that state already. */
  async setState(organisationId: number, id: number, state: MembershipState, now: number): Promise<boolean> {
    const { affected }: UpdateResult = await this.transaction
      .repository(Membership)
      .update({ organisationId, id, state: Not(state) }, { state, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }

  /** The one step that only the person can make; false when there is nothing to accept. */
  async accept(organisationId: number, id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Membership)
      .update({ organisationId, id, state: 'invited' }, { state: 'active', acceptedAt: now, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }

  /** Open to be accepted, again perhaps; false when its person has done so. */
  invite(organisationId: number, id: number, now: number): Promise<boolean> {
    return this.move({ organisationId, id, acceptedAt: IsNull() }, 'invited', now);
  }

  /** No longer to be accepted; false when there is nothing to accept. */
  uninvite(organisationId: number, id: number, now: number): Promise<boolean> {
    return this.move({ organisationId, id, state: 'invited', acceptedAt: IsNull() }, 'disabled', now);
  }

  async signedIn(accountId: number, now: number): Promise<void> {
    await this.transaction.repository(Membership).update({ accountId, state: 'active' }, { lastSignInAt: now });
  }

  private async move(where: FindOptionsWhere<Membership>, state: MembershipState, now: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(Membership).update(where, { state, generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
  }

  private async read(where: FindOptionsWhere<Membership>): Promise<User[]> {
    return this.withAccounts(await this.transaction.repository(Membership).find({ where, order: { id: 'ASC' } }));
  }

  private async withAccounts(memberships: readonly Membership[]): Promise<User[]> {
    if (memberships.length === 0) return [];
    const accounts = await this.transaction.repository(Account).findBy({ id: In(memberships.map(({ accountId }) => accountId)) });
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return memberships.map((membership) => ({ ...membership, account: byId.get(membership.accountId) as Account }));
  }
}

/** A user is found by the one or the other. */
function partsOf(organisationId: number, { state, search }: UserFilter): FindOptionsWhere<Membership>[] {
  const where: FindOptionsWhere<Membership> = { organisationId, ...(state && { state }) };
  if (search === undefined) return [where];
  const found = contains(search);
  return [{ ...where, displayNameLower: found }, { ...where, loginLower: found }];
}
