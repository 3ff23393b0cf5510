import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { Invitation } from './invitation.entity.js';

@Injectable()
export class InvitationsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(invitation: Omit<Invitation, 'id'>): Promise<Invitation> {
    const { identifiers } = await this.transaction.repository(Invitation).insert({ ...invitation });
    return { ...invitation, id: identifiers[0]?.['id'] as number };
  }

  /** One that can still be used. A token names its invitation; which organisation it is in is not known before. */
  findOpen(id: number, now: number): Promise<Invitation | null> {
    return this.transaction.repository(Invitation).findOneBy({ id, endedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /** For one caller only; false when it was used or replaced before. */
  async use(organisationId: number, id: number, now: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(Invitation).update({ organisationId, id, endedAt: IsNull() }, { endedAt: now });
    return affected === 1;
  }

  /** Ends all that a user was sent so far. */
  async endAll(organisationId: number, userId: number, now: number): Promise<void> {
    await this.transaction.repository(Invitation).update({ organisationId, userId, endedAt: IsNull() }, { endedAt: now });
  }
}
