import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';
import { IsId, idPattern, Optional } from '../../../platform/http/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

/** A role somebody holds somewhere. */
export class HeldRoleMembers {
  /**
   * The id of the assignment.
   * @example "1001"
   */
  id: string;

  /**
   * The role.
   * @example "1007"
   */
  roleId: string;

  /**
   * Its name.
   * @example "Workspace Admin"
   */
  roleName: string;

  /**
   * The workspace it is held in; null: the organisation as a whole.
   * @example "1003"
   */
  workspaceId: string | null;

  /**
   * The name of the workspace.
   * @example "staging"
   */
  workspaceName: string | null;

  /** Who holds it. */
  holderKind: 'user' | 'group' | 'api-key';

  /**
   * The id of the user, group or service key.
   * @example "1002"
   */
  holderId: string;

  /**
   * What the holder is called.
   * @example "Grace Hopper"
   */
  holderName: string;

  /**
   * Since when.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class HeldRoleDto extends LinkedType(HeldRoleMembers, 'HeldRoleBase') {}
export class HeldRoleListDto extends ListOf(HeldRoleDto) {}

/** Where a role is held, when it is no workspace: a form has to say so. */
export const wholeOrganisation = 'organisation';

/** Where a role is to be held. Left out, for programs: the organisation as a whole. */
export const IsPlace = () => applyDecorators(Optional(), Matches(new RegExp(`${idPattern.source}|^${wholeOrganisation}$`), { message: '$property must be the decimal id of a workspace, or "organisation"' }));

/** A role to give, and where. */
export class GiveRoleForm {
  /**
   * The role.
   * @example "1007"
   */
  @IsId()
  roleId: string;

  /**
   * The workspace it is to be held in. `organisation`, or left out: the organisation as a whole.
   * @example "1003"
   */
  @IsPlace()
  workspaceId?: string;
}
