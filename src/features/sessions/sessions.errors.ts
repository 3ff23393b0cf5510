import { errorKind } from '../../errors/index.js';

export const signInRefused = errorKind('session.sign-in-refused', 401, 'The login or the password is wrong');
