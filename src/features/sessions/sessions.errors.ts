import { errorKind } from '../../errors/index.js';

export const signInRefused = errorKind('session.sign-in-refused', 401, 'The login or the password is wrong');
export const sessionNotFound = errorKind('session.not-found', 404, 'There is no such session of yours');
