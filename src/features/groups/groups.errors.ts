import { errorKind } from '../../errors/index.js';

export const groupNotFound = errorKind('group.not-found', 404, 'There is no such group');
export const groupNameTaken = errorKind('group.name-taken', 409, 'Another group has this name');
export const memberExists = errorKind('group.member-exists', 409, 'The user is a member of the group already');
export const memberNotFound = errorKind('group.member-not-found', 404, 'The user is not a member of the group');
