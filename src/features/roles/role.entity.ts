import { Entity, Index } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, OptionalRefColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

export type RoleLevel = 'organisation' | 'workspace';

/** A named set of permissions. */
@Entity('role')
@Index('uq_role_organisationId_logicalName', ['organisationId', 'logicalName'], { unique: true })
@Index('uq_role_organisationId_name', ['organisationId', 'name'], { unique: true })
@Index('ix_role_organisationId_nameLower_id', ['organisationId', 'nameLower', 'id'])
export class Role {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(100)
  name: string;

  /** The name as it is searched and sorted by. */
  @OptionalTextColumn(100)
  nameLower: string | null;

  @TextColumn(100)
  logicalName: string;

  @TextColumn(16)
  level: RoleLevel;

  /** What a system role holds is declared in code, by its logical name; `permissions` is empty then. */
  @FlagColumn()
  isSystem: boolean;

  @OptionalRefColumn()
  basedOnRoleId: number | null;

  @JsonColumn()
  permissions: string[];

  /** Counts the changes of the row. */
  @IntegerColumn()
  version: number;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;
}
