import { errorKind } from '../../errors/index.js';

export const passwordWrong = errorKind('account.password-wrong', 403, 'This is not your password');
