import { Injectable } from '@nestjs/common';
import { LessThan, type Repository, type SelectQueryBuilder } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { TokenFamily } from './token-family.entity.js';

@Injectable()
export class TokenFamiliesRepository {
  constructor(private readonly transaction: Transaction) {}

  /** A new line: nobody holds a token of it yet. */
  async insert(family: Omit<TokenFamily, 'id'>): Promise<TokenFamily> {
    const { identifiers } = await this.transaction.repository(TokenFamily).insert({ ...family });
    return { ...family, id: identifiers[0]?.['id'] as number };
  }

  /** A refresh token names its family; which organisation it is in is not known before. */
  find(id: number): Promise<TokenFamily | null> {
    return this.transaction.repository(TokenFamily).findOneBy({ id });
  }

  /** What has not run out of what was got with the keys of a user, the newest first. Whether each is still taken, its key decides. */
  listOpen(organisationId: number, ownerUserId: number, now: number, { limit, after }: Slice): Promise<TokenFamily[]> {
    const open = openOf(this.transaction.repository(TokenFamily), organisationId, ownerUserId, now);
    if (after !== null) open.andWhere('f.id < :after', { after });
    return open.orderBy('f.id', 'DESC').limit(limit + 1).getMany();
  }

  /** One of those; null alike for what is another's, has run out or never was. */
  findOpen(organisationId: number, ownerUserId: number, now: number, id: number): Promise<TokenFamily | null> {
    return openOf(this.transaction.repository(TokenFamily), organisationId, ownerUserId, now).andWhere('f.id = :id', { id }).getOne();
  }

  /** From this step to the next, for one caller only. In a paired family the access token before ends with it: `advancePaired`. */
  advance(organisationId: number, family: TokenFamily, usedAt: number[], idleUntil: number): Promise<boolean> {
    return step(this.transaction.repository(TokenFamily), organisationId, family, usedAt, idleUntil);
  }

  /** Inside a change. */
  advancePaired(organisationId: number, family: TokenFamily, usedAt: number[], idleUntil: number): Promise<boolean> {
    return step(this.transaction.repository(TokenFamily), organisationId, family, usedAt, idleUntil);
  }

  /** Families that were over before. */
  async forget(expiredBefore: number): Promise<void> {
    await this.transaction.repository(TokenFamily).delete({ expiresAt: LessThan(expiredBefore) });
  }

  async end(organisationId: number, id: number): Promise<boolean> {
    const { affected } = await this.transaction.repository(TokenFamily).update({ organisationId, id, state: 'active' }, { state: 'ended' });
    return affected === 1;
  }
}

async function step(families: Repository<TokenFamily>, organisationId: number, family: TokenFamily, usedAt: number[], idleUntil: number): Promise<boolean> {
  const { id, step: from } = family;
  const { affected } = await families.update({ organisationId, id, step: from, state: 'active' }, { step: from + 1, usedAt, idleUntil });
  return affected === 1;
}

function openOf(families: Repository<TokenFamily>, organisationId: number, ownerUserId: number, now: number): SelectQueryBuilder<TokenFamily> {
  return families
    .createQueryBuilder('f')
    .innerJoin('api_key', 'k', 'k.id = f.apiKeyId')
    .where('k.organisationId = :organisationId AND k.ownerUserId = :ownerUserId', { organisationId, ownerUserId })
    .andWhere(`f.state = 'active' AND f.idleUntil > :now AND f.expiresAt > :now`, { now });
}
