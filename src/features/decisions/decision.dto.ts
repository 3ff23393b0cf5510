import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { fromOptionalId } from '../../platform/http/index.js';
import type { NameOf } from '../names/index.js';
import { ceilingKinds, type KeptCheck } from './kept-checks.js';
import { type KeptDecision, RefusalDto, toRefusalDto } from './refusal.dto.js';
import { PresentedSecretDto } from './presented-secret.dto.js';
import { RevocationDto } from './revocation.dto.js';
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
   * The name of that group.
   * @example "Operations"
   */
  groupName: string | null;

  /**
   * Where it is held; null: in the organisation as a whole.
   * @example "1002"
   */
  workspaceId: string | null;

  /**
   * The name of that workspace; null also where there is none (any more).
   * @example "Research"
   */
  workspaceName: string | null;
}

export class CheckDto {
  /** What was looked at; the first that did not pass decided. `secret-state`: whether this secret of the key has ended; `workspace`: the organisation has none with this id (any more); `permission`: it has none of this name. */
  check: 'secret' | 'state' | 'secret-state' | 'expiry' | 'owner' | 'ceiling' | 'workspace' | 'permission';

  /**
   * Whether it passed.
   * @example false
   */
  passed: boolean;

  /**
   * `ceiling`, `permission`: the permission it was about.
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

  /**
   * `ceiling`: what that user or key is called; null when it is gone.
   * @example "Grace Hopper"
   */
  @ApiPropertyOptional({ type: String, nullable: true })
  ceilingName?: string | null;

  /** `ceiling`: through what the permission is held, also where it is another scope. */
  held?: HeldDto[];
}

export class ReceiverDto {
  /** Who gets more by it. */
  kind: 'user' | 'api-key';

  /**
   * The id.
   * @example "1002"
   */
  id: string;

  /**
   * What that user or key is called; null when it is gone.
   * @example "Grace Hopper"
   */
  name: string | null;
}

export class AlsoAllowedDto {
  /**
   * The other permissions that there are now, by name: neither what is missing nor what the receiver has there already.
   * @example ["problem.read"]
   */
  permissions: string[];

  /**
   * Whether it is open-ended: permissions of tomorrow too, or (for a key without a list of its own) all that its owner holds there.
   * @example false
   */
  everything: boolean;

  /**
   * In how many workspaces.
   * @example 1
   */
  workspaces: number;
}

export class RemedyDto {
  /**
   * What it does.
   * @example "Assign the role Viewer in the workspace Research"
   */
  summary: string;

  /** Who gets more by it; null where nobody does yet. */
  @ApiProperty({ type: ReceiverDto, nullable: true })
  receiver: ReceiverDto | null;

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

  /** What else it would allow: nothing, where it is exactly what is missing. */
  @ApiProperty({ type: AlsoAllowedDto })
  alsoAllows: AlsoAllowedDto;

  /** Where it allows more than what is missing: a role to be made that does not. Once it is there, it is what is named here. */
  @ApiProperty({ type: () => RemedyDto, nullable: true })
  instead: RemedyDto | null;
}

export class DecisionDto extends RefusalDto {
  /** The secret that the key was called with, as it is now; null: it was not noted, or it is about permissions or a session. */
  @ApiProperty({ type: PresentedSecretDto, nullable: true })
  secret: PresentedSecretDto | null;

  /** Where the key was revoked: when, why and by whom; null: it was not that, or you may not see the key. */
  @ApiProperty({ type: RevocationDto, nullable: true })
  revocation: RevocationDto | null;

  /** What was looked at, in this order. */
  @ApiProperty({ type: [CheckDto] })
  checks: CheckDto[];

  /** The smallest grants that would allow the call now, all of them together; empty: no grant would. */
  @ApiProperty({ type: [RemedyDto] })
  wouldAllow: RemedyDto[];
}

export const toDecisionDto = (decision: KeptDecision, nameOf: NameOf, { secret, revocation }: Pick<DecisionDto, 'secret' | 'revocation'>, wouldAllow: readonly Remedy[]): DecisionDto => ({
  ...toRefusalDto(decision, nameOf),
  secret,
  revocation,
  checks: decision.checks.map((check) => toCheckDto(check, nameOf)),
  wouldAllow: wouldAllow.map((remedy) => toRemedyDto(remedy, nameOf)),
});

export const toRemedyDto = ({ receiver, instead, alsoAllows, ...call }: Remedy, nameOf: NameOf): RemedyDto => ({
  ...call,
  alsoAllows: { ...alsoAllows, permissions: [...alsoAllows.permissions] },
  instead: instead && toRemedyDto(instead, nameOf),
  receiver: receiver && { kind: receiver.kind, id: String(receiver.id), name: nameOf(receiver.kind, receiver.id)?.name ?? null },
});

export function toCheckDto(check: KeptCheck, nameOf: NameOf): CheckDto {
  if (check.check === 'secret') return { check: check.check, passed: check.passed };
  if (check.check !== 'ceiling') return check;
  const held = check.held.map(({ source, workspaceId }) => ({
    kind: source.kind,
    id: String(source.id),
    name: source.name,
    groupId: source.group ? String(source.group.id) : null,
    groupName: source.group?.name ?? null,
    workspaceId: fromOptionalId(workspaceId),
    workspaceName: nameOf('workspace', workspaceId)?.name ?? null,
  }));
  const ceilingName = nameOf(ceilingKinds[check.ceiling], check.id)?.name ?? null;
  return { check: 'ceiling', passed: check.passed, permission: check.permission, ceiling: check.ceiling, ceilingId: String(check.id), ceilingName, held };
}
