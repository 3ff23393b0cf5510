import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { Organisation } from './organisation.entity.js';

@Injectable()
export class OrganisationsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(organisation: Omit<Organisation, 'id'> & { readonly id?: number }): Promise<Organisation> {
    const { identifiers } = await this.transaction.repository(Organisation).insert({ ...organisation });
    return { ...organisation, id: identifiers[0]?.['id'] as number };
  }

  find(id: number): Promise<Organisation | null> {
    return this.transaction.repository(Organisation).findOneBy({ id });
  }

  /** Those of `ids` that let people in only with a second factor. */
  async requiringSecondFactor(ids: readonly number[]): Promise<Organisation[]> {
    if (ids.length === 0) return [];
    return this.transaction.repository(Organisation).find({ where: { id: In([...ids]), state: 'active', requireSecondFactor: true }, order: { id: 'ASC' } });
  }

  any(): Promise<boolean> {
    return this.transaction.repository(Organisation).exists();
  }

  /** `ids` null: all of them. */
  list(ids: readonly number[] | null, { limit, after }: Slice): Promise<Organisation[]> {
    return this.transaction.repository(Organisation).find({
      where: [...(ids ? [{ id: In([...ids].filter((id) => after === null || id > after)) }] : [{ id: MoreThan(after ?? 0) }])],
      order: { id: 'ASC' },
      take: limit + 1,
    });
  }

  async update(id: number, values: Partial<Omit<Organisation, 'id'>>): Promise<boolean> {
    return (await this.transaction.repository(Organisation).update({ id }, values)).affected === 1;
  }

  /** Changes that must see one another take turns by this row; call it before anything else in the transaction. */
  async lock(id: number): Promise<void> {
    // On SQLite the transaction alone does it: there is one writer at a time.
    if (this.transaction.manager.dataSource.options.type !== 'mariadb') return;
    await this.transaction.manager.query('SELECT id FROM organisation WHERE id = ? FOR UPDATE', [id]);
  }
}
