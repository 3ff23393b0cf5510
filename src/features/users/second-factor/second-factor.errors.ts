import { errorKind } from '../../../errors/index.js';

export const secondFactorExists = errorKind('second-factor.exists', 409, 'The account has a second factor already');
export const secondFactorNotBegun = errorKind('second-factor.not-begun', 409, 'There is no second factor to confirm');
export const secondFactorMissing = errorKind('second-factor.missing', 409, 'The account has no second factor');
export const secondFactorStillRequired = errorKind('second-factor.still-required', 409, 'An organisation of the person requires the second factor');
export const secondFactorWrong = errorKind('second-factor.wrong', 403, 'The code is wrong, or was used before');
export const secondFactorOwn = errorKind('second-factor.own', 403, 'Nobody resets a second factor of their own');
