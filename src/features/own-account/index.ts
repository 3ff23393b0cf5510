// What people do with their own accounts.
export { OwnAccountModule } from './own-account.module.js';
export { ChangePassword } from './password/change-password.js';
export { OwnSecondFactor, type SecondFactorState } from './second-factor/own-second-factor.js';
