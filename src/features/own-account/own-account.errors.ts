import { errorKind } from '../../errors/index.js';

export const passwordWrong = errorKind('account.password-wrong', 403, 'This is not your password');
export const passwordResetNotPossible = errorKind('password-reset.not-possible', 409, 'This user cannot set a new password at present');
export const tokenFamilyNotFound = errorKind('token-family.not-found', 404, 'There are no such tokens of yours');
export const passwordResetNotFound = errorKind('password-reset.not-found', 404, 'There is no such password reset, or it cannot be used any more');
