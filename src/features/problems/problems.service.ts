import { Injectable } from '@nestjs/common';
import { demand, type Member, reach } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { type Page, pageOf, type Slice } from '../../platform/http/index.js';
import { Idempotency } from '../../platform/idempotency/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { WorkspacesService } from '../organisations/index.js';
import type { Problem } from './problem.entity.js';
import { ProblemsRepository } from './problems.repository.js';

export interface NewProblem {
  readonly name: string;
  readonly statement: string;
  /** null: the organisation as a whole. */
  readonly workspaceId: number | null;
}

@Injectable()
export class ProblemsService {
  constructor(
    private readonly problems: ProblemsRepository,
    private readonly workspaces: WorkspacesService,
    private readonly transaction: Transaction,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What the caller may read: of one workspace, or of all that it reaches. @throws 403 for a workspace out of reach. */
  async list(by: Member, workspaceId: number | undefined, slice: Slice): Promise<Page<Problem>> {
    if (workspaceId !== undefined) {
      await this.workspaces.get(by, workspaceId);
      demand(by, 'problem.read', { workspaceId });
    }
    const rows = await this.problems.list(by.organisation.id, reach(by, 'problem.read'), workspaceId, slice);
    return pageOf(rows, slice, (problem) => problem);
  }

  async create(by: Member, { name, statement, workspaceId }: NewProblem): Promise<Problem> {
    const organisationId = by.organisation.id;
    if (workspaceId !== null) await this.workspaces.get(by, workspaceId);
    demand(by, 'problem.create', { workspaceId });
    const report = async () => {
      const problem = await this.problems.insert({ organisationId, workspaceId, name, statement, createdAt: this.clock.now() });
      await this.audit.record(actorOf(by), { organisationId, action: 'problem.create', subject: { kind: 'problem', id: problem.id }, details: { name } });
      return problem;
    };
    return this.transaction.run(() => this.idempotency.once(report));
  }
}
