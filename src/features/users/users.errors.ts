import { errorKind } from '../../errors/index.js';

export const userNotFound = errorKind('user.not-found', 404, 'There is no such user');
export const userExists = errorKind('user.exists', 409, 'The account is a member of this organisation already');
export const loginTaken = errorKind('login.taken', 409, 'Somebody has this login');
export const accountNotFound = errorKind('account.not-found', 404, 'There is no such account');
export const userNotAccepted = errorKind('user.not-accepted', 409, 'The invitation has not been accepted yet');
