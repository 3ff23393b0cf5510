import { IsId, IsLogin, Optional } from '../../../platform/http/index.js';
import { IsPlace } from './held-role.dto.js';

/** Who is to hold a role: exactly one of them. */
export class HolderForm {
  /**
   * A user, by login.
   * @example "grace"
   */
  @Optional()
  @IsLogin()
  login?: string;

  /**
   * A user, by id.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

  /**
   * A group.
   * @example "1001"
   */
  @Optional()
  @IsId()
  groupId?: string;

  /**
   * A service key.
   * @example "1003"
   */
  @Optional()
  @IsId()
  apiKeyId?: string;
}

export class RoleHolderForm extends HolderForm {
  /**
   * The workspace the role is to be held in. `organisation`, or left out: the organisation as a whole.
   * @example "1003"
   */
  @IsPlace()
  workspaceId?: string;
}

export class WorkspaceHolderForm extends HolderForm {
  /**
   * The role to be held in the workspace.
   * @example "1007"
   */
  @IsId()
  roleId: string;
}
