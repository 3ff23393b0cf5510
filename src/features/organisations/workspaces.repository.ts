import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull } from 'typeorm';
import type { Reach } from '../../access/index.js';
import { searchable, Transaction } from '../../platform/database/index.js';
import { contains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { Workspace } from './workspace.entity.js';

/** What a list of workspaces can be sorted by. */
export type WorkspaceSort = 'id' | 'nameLower';

/** Workspaces that are not deleted. */
@Injectable()
export class WorkspacesRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(workspace: Omit<Workspace, 'id' | 'nameLower'>): Promise<Workspace> {
    const row = { ...workspace, nameLower: searchable(workspace.name) };
    const { identifiers } = await this.transaction.repository(Workspace).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
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

  /** `search`: what the name has in it, whatever its case. */
  list(organisationId: number, within: Reach, search: string | undefined, slice: SortedSlice<WorkspaceSort>): Promise<Workspace[]> {
    const where: FindOptionsWhere<Workspace> = {
      organisationId,
      deletedAt: IsNull(),
      ...(within !== 'all' && { id: In(within === 'none' ? [] : [...within]) }),
      ...(search !== undefined && { nameLower: contains(search) }),
    };
    return readInOrder(this.transaction.repository(Workspace), [where], slice);
  }

  /** So many of those there, by name: to choose from. */
  first(organisationId: number, within: Reach, count: number): Promise<Workspace[]> {
    return this.list(organisationId, within, undefined, { column: 'nameLower', descending: false, limit: count - 1, after: null });
  }

  async update(organisationId: number, id: number, values: Partial<Pick<Workspace, 'name' | 'updatedAt' | 'deletedAt'>>): Promise<boolean> {
    const changed = { ...values, ...(values.name !== undefined && { nameLower: searchable(values.name) }) };
    return (await this.transaction.repository(Workspace).update({ organisationId, id, deletedAt: IsNull() }, changed)).affected === 1;
  }
}
