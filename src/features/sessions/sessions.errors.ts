import { errorKind } from '../../errors/index.js';

export const signInRefused = errorKind('session.sign-in-refused', 401, 'The login or the password is wrong');
export const sessionNotFound = errorKind('session.not-found', 404, 'There is no such session of yours');
export const secondFactorRequired = errorKind('session.second-factor-required', 401, 'The account has a second factor: the password alone is not enough');
export const secondFactorRefused = errorKind('session.second-factor-refused', 401, 'The code is wrong, or was used before');
export const secondStepOver = errorKind('session.second-step-over', 401, 'The password was given too long ago, or has changed since');
