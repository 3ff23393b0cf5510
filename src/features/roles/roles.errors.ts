import { errorKind } from '../../errors/index.js';

export const roleNotFound = errorKind('role.not-found', 404, 'There is no such role');
export const roleIsSystem = errorKind('role.is-system', 409, 'System roles cannot be changed');
export const roleNameTaken = errorKind('role.name-taken', 409, 'Another role has this name or logical name');
export const assignmentNotFound = errorKind('role-assignment.not-found', 404, 'There is no such role assignment');
export const assignmentExists = errorKind('role-assignment.exists', 409, 'The role is assigned already');
export const lastSuperUser = errorKind('role.last-super-user', 409, 'The last active holder of the super role cannot be removed');
