import { fromInstant, fromOptionalId, IsId, IsName, IsText, Optional, OptionalOrNull, PageOf, PageQuery, toId } from '../../platform/http/index.js';
import type { Problem } from './problem.entity.js';
import type { NewProblem } from './problems.service.js';

export class ProblemItemDto {
  /**
   * The id of the problem.
   * @example "1001"
   */
  id: string;

  /**
   * What it is called.
   * @example "Disk full"
   */
  name: string;

  /**
   * What is the matter.
   * @example "The build machine has no space left."
   */
  statement: string;

  /**
   * Where it belongs; null: the organisation as a whole.
   * @example "1001"
   */
  workspaceId: string | null;

  /**
   * When it was reported.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class ProblemPage extends PageOf(ProblemItemDto) {}

export class ProblemQuery extends PageQuery {
  /**
   * Only those of this workspace.
   * @example "1001"
   */
  @Optional()
  @IsId()
  workspaceId?: string;
}

export class CreateProblemRequest {
  /**
   * What it is called.
   * @example "Disk full"
   */
  @IsName()
  name: string;

  /**
   * What is the matter.
   * @example "The build machine has no space left."
   */
  @IsText(1, 10_000)
  statement: string;

  /**
   * Where it belongs; left out or null: the organisation as a whole.
   * @example "1001"
   */
  @OptionalOrNull()
  @IsId()
  workspaceId?: string | null;
}

export const toProblemItemDto = (problem: Problem): ProblemItemDto => ({
  id: String(problem.id),
  name: problem.name,
  statement: problem.statement,
  workspaceId: fromOptionalId(problem.workspaceId),
  createdAt: fromInstant(problem.createdAt),
});

export const toNewProblem = ({ name, statement, workspaceId }: CreateProblemRequest): NewProblem => ({
  name,
  statement,
  workspaceId: workspaceId == null ? null : toId(workspaceId),
});
