import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import type { Reach } from '../../access/index.js';
import { Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { Problem } from './problem.entity.js';

@Injectable()
export class ProblemsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(problem: Omit<Problem, 'id'>): Promise<Problem> {
    const { identifiers } = await this.transaction.repository(Problem).insert({ ...problem });
    return { ...problem, id: identifiers[0]?.['id'] as number };
  }

  /** What is within reach; problems of deleted workspaces are gone from sight. */
  list(organisationId: number, within: Reach, workspaceId: number | undefined, { limit, after }: Slice): Promise<Problem[]> {
    const query = this.transaction
      .repository(Problem)
      .createQueryBuilder('problem')
      .leftJoin('workspace', 'workspace', 'workspace.id = problem.workspaceId')
      .where('problem.organisationId = :organisationId AND problem.id > :after', { organisationId, after: after ?? 0 })
      .andWhere(new Brackets((either) => either.where('problem.workspaceId IS NULL').orWhere('workspace.deletedAt IS NULL')));
    if (workspaceId !== undefined) query.andWhere('problem.workspaceId = :workspaceId', { workspaceId });
    if (within !== 'all') query.andWhere('problem.workspaceId IN (:...reached)', { reached: within === 'none' ? [0] : [...within] });
    return query
      .orderBy('problem.id', 'ASC')
      .limit(limit + 1)
      .getMany();
  }
}
