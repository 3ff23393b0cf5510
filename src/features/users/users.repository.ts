import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, MoreThan, Not, type UpdateResult } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { Account } from './account.entity.js';
import { Membership, type MembershipState } from './membership.entity.js';

/** A membership with its account. */
export interface User extends Membership {
  readonly account: Account;
}

@Injectable()
export class UsersRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(membership: Omit<Membership, 'id'>): Promise<Membership> {
    const { identifiers } = await this.transaction.repository(Membership).insert({ ...membership });
    return { ...membership, id: identifiers[0]?.['id'] as number };
  }

  async find(organisationId: number, id: number): Promise<User | null> {
    const membership = await this.transaction.repository(Membership).findOneBy({ organisationId, id });
    return membership && ((await this.withAccounts([membership]))[0] ?? null);
  }

  async list(organisationId: number, state: MembershipState | undefined, { limit, after }: Slice): Promise<User[]> {
    const where: FindOptionsWhere<Membership> = { organisationId, id: MoreThan(after ?? 0), ...(state && { state }) };
    return this.withAccounts(await this.transaction.repository(Membership).find({ where, order: { id: 'ASC' }, take: limit + 1 }));
  }

  /** Those of `ids` that are users of the organisation. */
  async existing(organisationId: number, ids: readonly number[]): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const found = await this.transaction.repository(Membership).findBy({ organisationId, id: In([...ids]) });
    return new Set(found.map(({ id }) => id));
  }

  ofAccount(accountId: number): Promise<Membership[]> {
    return this.transaction.repository(Membership).find({ where: { accountId }, order: { id: 'ASC' } });
  }

  async rename(organisationId: number, id: number, displayName: string, now: number): Promise<void> {
    await this.transaction.repository(Membership).update({ organisationId, id }, { displayName, updatedAt: now });
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

  async signedIn(accountId: number, now: number): Promise<void> {
    await this.transaction.repository(Membership).update({ accountId, state: 'active' }, { lastSignInAt: now });
  }

  private async withAccounts(memberships: readonly Membership[]): Promise<User[]> {
    const accounts = await this.transaction.repository(Account).findBy({ id: In(memberships.map(({ accountId }) => accountId)) });
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return memberships.map((membership) => ({ ...membership, account: byId.get(membership.accountId) as Account }));
  }
}
