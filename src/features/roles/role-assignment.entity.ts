import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

export type SubjectKind = 'user' | 'group' | 'api-key';

/** A workspace role given to a user, a group or a service key. */
@Entity('role_assignment')
@Index('uq_role_assignment_workspaceRoleId_subjectKind_subjectId', ['workspaceRoleId', 'subjectKind', 'subjectId'], { unique: true })
@Index('ix_role_assignment_subjectKind_subjectId', ['subjectKind', 'subjectId'])
@Index('ix_role_assignment_organisationId_id', ['organisationId', 'id'])
export class RoleAssignment {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  workspaceRoleId: number;

  @TextColumn(16)
  subjectKind: SubjectKind;

  @RefColumn()
  subjectId: number;

  /** Unused for now: a grant for one thing in the scope. */
  @OptionalTextColumn(190)
  resource: string | null;

  @InstantColumn()
  createdAt: number;
}
