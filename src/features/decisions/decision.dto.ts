import { ApiProperty } from '@nestjs/swagger';
import { fromOptionalId } from '../../platform/http/index.js';
import type { KeptCheck } from './kept-checks.js';
import { type KeptDecision, RefusalDto, type RefusedNames, toRefusalDto } from './refusal.dto.js';
import type { Remedy } from './remedies.js';

export class HeldDto {
  /** What gives it: a role, or the list of a key. */
  kind: 'role' | 'key';

  /**
   * The id of the role or the key.
   * @example "1006"
   */
  id: string;

  /**
   * Its name.
   * @example "Viewer"
   */
  name: string;

  /**
   * The group through which the role is held; null: directly.
   * @example "1001"
   */
  groupId: string | null;

  /**
   * Where it is held; null: in the organisation as a whole.
   * @example "1002"
   */
  workspaceId: string | null;
}

export class CheckDto {
  /** What was looked at; the first that did not pass decided. `workspace`: the organisation has none with this id (any more). */
  check: 'secret' | 'state' | 'expiry' | 'owner' | 'ceiling' | 'workspace';

  /**
   * Whether it passed.
   * @example false
   */
  passed: boolean;

  /**
   * `ceiling`: the permission it was about.
   * @example "problem.create"
   */
  permission?: string;

  /** `ceiling`: whose bound it was: the rights of the owner, the roles of a service key, the list of a key, the scope of a token. */
  ceiling?: 'owner' | 'service-key' | 'key' | 'token';

  /**
   * `ceiling`: the id of that user or key.
   * @example "1001"
   */
  ceilingId?: string;

  /** `ceiling`: through what the permission is held, also where it is another scope. */
  held?: HeldDto[];
}

export class RemedyDto {
  /**
   * What it does.
   * @example "Assign the role Viewer in workspace 1001"
   */
  summary: string;

  /** The method of the call. */
  method: 'POST' | 'PATCH';

  /**
   * Its address, within the organisation.
   * @example "role-assignments"
   */
  path: string;

  /**
   * Its body.
   * @example { "workspaceRoleId": "1037", "userId": "1002" }
   */
  body: Record<string, unknown>;
}

export class DecisionDto extends RefusalDto {
  /** What was looked at, in this order. */
  @ApiProperty({ type: [CheckDto] })
  checks: CheckDto[];

  /** The smallest grants that would allow the call now, all of them together; empty: no grant would. */
  @ApiProperty({ type: [RemedyDto] })
  wouldAllow: RemedyDto[];
}

export const toDecisionDto = (decision: KeptDecision, names: RefusedNames, wouldAllow: Remedy[]): DecisionDto => ({
  ...toRefusalDto(decision, names),
  checks: decision.checks.map(toCheckDto),
  wouldAllow,
});

export function toCheckDto(check: KeptCheck): CheckDto {
  if (check.check !== 'ceiling') return check;
  const held = check.held.map(({ source, workspaceId }) => ({
    kind: source.kind,
    id: String(source.id),
    name: source.name,
    groupId: source.group ? String(source.group.id) : null,
    workspaceId: fromOptionalId(workspaceId),
  }));
  return { check: 'ceiling', passed: check.passed, permission: check.permission, ceiling: check.ceiling, ceilingId: String(check.id), held };
}
