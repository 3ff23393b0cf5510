import { Injectable } from '@nestjs/common';
import { And, In, IsNull, MoreThan } from 'typeorm';
import type { Reach } from '../../access/index.js';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { Workspace } from './workspace.entity.js';

/** Workspaces that are not deleted. */
@Injectable()
export class WorkspacesRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(workspace: Omit<Workspace, 'id'>): Promise<Workspace> {
    const { identifiers } = await this.transaction.repository(Workspace).insert({ ...workspace });
    return { ...workspace, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<Workspace | null> {
    return this.transaction.repository(Workspace).findOneBy({ organisationId, id, deletedAt: IsNull() });
  }

  /** Those of `ids` that exist in the organisation. */
  async existing(organisationId: number, ids: readonly number[]): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const found = await this.transaction.repository(Workspace).findBy({ organisationId, id: In([...ids]), deletedAt: IsNull() });
    return new Set(found.map(({ id }) => id));
  }

  all(organisationId: number): Promise<Workspace[]> {
    return this.transaction.repository(Workspace).find({ where: { organisationId, deletedAt: IsNull() }, order: { id: 'ASC' } });
  }

  list(organisationId: number, within: Reach, { limit, after }: Slice): Promise<Workspace[]> {
    const beyond = MoreThan(after ?? 0);
    const id = within === 'all' ? beyond : And(beyond, In(within === 'none' ? [] : [...within]));
    return this.transaction
      .repository(Workspace)
      .find({ where: { organisationId, deletedAt: IsNull(), id }, order: { id: 'ASC' }, take: limit + 1 });
  }

  async update(organisationId: number, id: number, values: Partial<Pick<Workspace, 'name' | 'updatedAt' | 'deletedAt'>>): Promise<boolean> {
    return (await this.transaction.repository(Workspace).update({ organisationId, id, deletedAt: IsNull() }, values)).affected === 1;
  }
}
