import { Injectable } from '@nestjs/common';
import { type FindOperator, type FindOptionsWhere, In, IsNull, Not, Raw, type UpdateResult } from 'typeorm';
import { searchable, Transaction } from '../../platform/database/index.js';
import { anyContains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { Account } from './account.entity.js';
import { Membership, type MembershipState } from './membership.entity.js';
import { SecondFactorsRepository } from './second-factor/second-factors.repository.js';

/** A membership with its account. */
export interface User extends Membership {
  readonly account: Account;
  /** Signing in takes one; false before its person has accepted: until then it is not for the organisation to know. */
  readonly secondFactor: boolean;
}

export interface UserFilter {
  readonly state?: MembershipState;
  /** What the display name, the login or the address has in it, whatever its case. */
  readonly search?: string;
  /** The address is not looked at: for whoever is not shown it. */
  readonly byNameOnly?: boolean;
  readonly secondFactor?: boolean;
}

/** What a list of users can be sorted by. */
export type UserSort = 'id' | 'displayNameLower' | 'loginLower';

@Injectable()
export class UsersRepository {
  constructor(
    private readonly transaction: Transaction,
    private readonly factors: SecondFactorsRepository,
  ) {}

  /** A member of an organisation, of an account that there is. */
  async insert(membership: Omit<Membership, 'id' | 'displayNameLower' | 'loginLower' | 'emailLower'>): Promise<Membership> {
    const { displayName, accountId, acceptedAt, invitedEmail } = membership;
    const { loginLower, emailLower } = await this.transaction.repository(Account).findOneByOrFail({ id: accountId });
    const invited = acceptedAt === null ? invitedEmail : null;
    const row = { ...membership, displayNameLower: searchable(displayName), loginLower, emailLower: invited?.toLowerCase() ?? emailLower };
    const { identifiers } = await this.transaction.repository(Membership).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
  }

  async find(organisationId: number, id: number): Promise<User | null> {
    const membership = await this.transaction.repository(Membership).findOneBy({ organisationId, id });
    return membership && ((await this.withAccounts([membership]))[0] ?? null);
  }

  async list(organisationId: number, filter: UserFilter, slice: SortedSlice<UserSort>): Promise<User[]> {
    return this.withAccounts(await readInOrder(this.transaction.repository(Membership), [whereOf(organisationId, filter)], slice));
  }

  /** How many a list with this filter finds. */
  count(organisationId: number, filter: UserFilter): Promise<number> {
    return this.transaction.repository(Membership).countBy(whereOf(organisationId, filter));
  }

  /** Those of `ids` that are users of the organisation, invited ones too. */
  async existing(organisationId: number, ids: readonly number[]): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const found = await this.transaction.repository(Membership).findBy({ organisationId, id: In([...ids]), acceptedAt: notWithdrawn });
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
    return (await this.read({ organisationId, loginLower: login.toLowerCase(), acceptedAt: notWithdrawn }))[0] ?? null;
  }

  /** Who had this login, whatever its case, and whose invitation was withdrawn. */
  async findWithdrawn(organisationId: number, login: string): Promise<User | null> {
    return (await this.read({ organisationId, loginLower: login.toLowerCase(), ...withdrawn }))[0] ?? null;
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

  /** The one step that only the person can make, who is found by the address of the account from then on; false when there is nothing to accept. */
  async accept(organisationId: number, id: number, { emailLower }: Pick<Account, 'emailLower'>, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Membership)
      .update({ organisationId, id, state: 'invited' }, { state: 'active', acceptedAt: now, emailLower, generation: () => 'generation + 1', updatedAt: now });
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

  /** A withdrawn invitation is opened again under what is said now; false when it is none. */
  async inviteAgain(organisationId: number, id: number, { displayName, email }: { readonly displayName: string; readonly email: string }, now: number): Promise<boolean> {
    const { affected } = await this.transaction
      .repository(Membership)
      .update({ organisationId, id, ...withdrawn }, { state: 'invited', displayName, displayNameLower: searchable(displayName), invitedEmail: email, emailLower: email.toLowerCase(), generation: () => 'generation + 1', updatedAt: now });
    return affected === 1;
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
    const having = await this.factors.confirmedAmong(memberships.filter(({ acceptedAt }) => acceptedAt !== null).map(({ accountId }) => accountId));
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return memberships.map((membership) => ({ ...membership, account: byId.get(membership.accountId) as Account, secondFactor: having.has(membership.accountId) }));
  }
}

const names = ['displayNameLower', 'loginLower'];

/** Disabled before its person has ever accepted: whoever it was for is no user. */
export const isWithdrawn = ({ state, acceptedAt }: Pick<Membership, 'state' | 'acceptedAt'>): boolean => state === 'disabled' && acceptedAt === null;
const withdrawn: FindOptionsWhere<Membership> = { state: 'disabled', acceptedAt: IsNull() };

/** The others, of `acceptedAt`: those that lists show. */
const notWithdrawn = Raw((column) => `(${column} IS NOT NULL OR state <> 'disabled')`) as FindOperator<number>;

const confirmed = 'EXISTS (SELECT 1 FROM second_factor WHERE second_factor.accountId = Membership.accountId AND second_factor.confirmedAt IS NOT NULL)';

/** Of `accountId`. */
const withSecondFactor = Raw(() => `(Membership.acceptedAt IS NOT NULL AND ${confirmed})`) as FindOperator<number>;
const withoutSecondFactor = Raw(() => `(Membership.acceptedAt IS NULL OR NOT ${confirmed})`) as FindOperator<number>;

const whereOf = (organisationId: number, { state, search, byNameOnly = false, secondFactor }: UserFilter): FindOptionsWhere<Membership> => ({
  organisationId,
  acceptedAt: notWithdrawn,
  ...(state && { state }),
  ...(secondFactor !== undefined && { accountId: secondFactor ? withSecondFactor : withoutSecondFactor }),
  ...(search !== undefined && { displayNameLower: anyContains(search, byNameOnly ? names : [...names, 'emailLower']) }),
});
