import { IntersectionType } from '@nestjs/swagger';
import { ChangedDto, fromInstant, invalid, IsId, Optional, PageOf, PageQuery, toId } from '../../platform/http/index.js';
import type { AssignmentFilter } from './assignments.repository.js';
import type { Subject } from './assignments.service.js';
import type { RoleAssignment } from './role-assignment.entity.js';

export class RoleAssignmentDto {
  /**
   * The id of the assignment.
   * @example "1001"
   */
  id: string;

  /**
   * What was assigned.
   * @example "1037"
   */
  workspaceRoleId: string;

  /**
   * The user it was assigned to, if it was a user.
   * @example null
   */
  userId: string | null;

  /**
   * The group it was assigned to, if it was a group.
   * @example "1001"
   */
  groupId: string | null;

  /**
   * The service key it was assigned to, if it was one.
   * @example null
   */
  apiKeyId: string | null;

  /**
   * Since when.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class RoleAssignmentPage extends PageOf(RoleAssignmentDto) {}
export class ChangedRoleAssignmentDto extends IntersectionType(RoleAssignmentDto, ChangedDto) {}

export class CreateRoleAssignmentRequest {
  /**
   * What to assign; you must hold all that is in it, in its scope.
   * @example "1037"
   */
  @IsId()
  workspaceRoleId: string;

  /**
   * The user to assign it to. Either this or `groupId`.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

  /**
   * The group to assign it to. Either this or `userId`.
   * @example "1001"
   */
  @Optional()
  @IsId()
  groupId?: string;

  /**
   * The service key to assign it to. Instead of the other two.
   * @example "1001"
   */
  @Optional()
  @IsId()
  apiKeyId?: string;
}

export class RoleAssignmentQuery extends PageQuery {
  /**
   * Only of this workspace role.
   * @example "1037"
   */
  @Optional()
  @IsId()
  workspaceRoleId?: string;

  /**
   * Only those of this user.
   * @example "1002"
   */
  @Optional()
  @IsId()
  userId?: string;

  /**
   * Only those of this group.
   * @example "1001"
   */
  @Optional()
  @IsId()
  groupId?: string;

  /**
   * Only those of this service key.
   * @example "1001"
   */
  @Optional()
  @IsId()
  apiKeyId?: string;
}

interface SubjectIds {
  userId?: string;
  groupId?: string;
  apiKeyId?: string;
}

function subjectsOf({ userId, groupId, apiKeyId }: SubjectIds): Subject[] {
  return [
    ...(userId === undefined ? [] : [{ kind: 'user' as const, id: toId(userId) }]),
    ...(groupId === undefined ? [] : [{ kind: 'group' as const, id: toId(groupId) }]),
    ...(apiKeyId === undefined ? [] : [{ kind: 'api-key' as const, id: toId(apiKeyId) }]),
  ];
}

/** @throws 400 unless exactly one of the three is named. */
export function toSubject({ userId, groupId, apiKeyId }: CreateRoleAssignmentRequest): Subject {
  const [subject, ...others] = subjectsOf({ userId, groupId, apiKeyId });
  if (!subject || others.length > 0) throw invalid([{ field: 'userId', message: 'or groupId or apiKeyId must be given, and only one of them' }]);
  return subject;
}

export function toAssignmentFilter(query: RoleAssignmentQuery): AssignmentFilter {
  const [subject, ...others] = subjectsOf(query);
  if (others.length > 0) throw invalid([{ field: 'userId', message: 'cannot be combined with groupId or apiKeyId' }]);
  return {
    ...(query.workspaceRoleId !== undefined && { workspaceRoleId: toId(query.workspaceRoleId) }),
    ...(subject && { subjectKind: subject.kind, subjectId: subject.id }),
  };
}

export function toRoleAssignmentDto({ id, workspaceRoleId, subjectKind, subjectId, createdAt }: RoleAssignment): RoleAssignmentDto {
  const idIf = (kind: string) => (subjectKind === kind ? String(subjectId) : null);
  return {
    id: String(id),
    workspaceRoleId: String(workspaceRoleId),
    userId: idIf('user'),
    groupId: idIf('group'),
    apiKeyId: idIf('api-key'),
    createdAt: fromInstant(createdAt),
  };
}
