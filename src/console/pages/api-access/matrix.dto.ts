import { ApiProperty } from '@nestjs/swagger';
import { OptionDto } from '../../model/form-model.js';

export class MatrixRoleDto {
  /**
   * The id of the role.
   * @example "1005"
   */
  id: string;

  /**
   * What it is called.
   * @example "DevOps Admin"
   */
  Name: string;

  /**
   * What it permits; null for those who may not read roles.
   * @example ["problem.read", "problem.create"]
   */
  Permissions: string[] | null;
}

export class MatrixCellDto {
  /**
   * The id of the workspace role: what to send.
   * @example "1028"
   */
  id: string;

  /**
   * The id of its role.
   * @example "1005"
   */
  Role: string;

  /** Whether the key holds it. */
  held: boolean;

  /** Whether you may give it: you hold all of it there, and may make service keys. */
  givable: boolean;
}

export class MatrixRowDto {
  /**
   * The id of the workspace; null: the organisation as a whole.
   * @example "1002"
   */
  Workspace: string | null;

  /**
   * What it is called.
   * @example "production"
   */
  Name: string;

  /** The roles that can be held there. */
  cells: MatrixCellDto[];
}

/** Roles across, places down. */
export class MatrixDto {
  /** The roles of the organisation. */
  roles: MatrixRoleDto[];

  @ApiProperty({ type: [OptionDto], description: 'What the permissions of the roles are for.' })
  permissions: OptionDto[];

  /** The organisation as a whole, then its workspaces. */
  rows: MatrixRowDto[];

  /**
   * Workspace roles the key holds that are not among them, because there are more than can be shown.
   * @example []
   */
  others: string[];

  /** Whether there are more workspaces than are shown. */
  cut: boolean;
}
