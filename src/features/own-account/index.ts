// What people do with their own accounts.
export { OwnAccountModule } from './own-account.module.js';
export { ChangePassword } from './password/change-password.js';
export { OwnSecondFactor, type SecondFactorState } from './second-factor/own-second-factor.js';
export { ChangePasswordRequest } from './password/own-password.dto.js';
export { BeginSecondFactorRequest, BegunSecondFactorDto, ConfirmSecondFactorRequest, OwnSecondFactorDto, ProvedRequest, toOwnSecondFactorDto } from './second-factor/own-second-factor.dto.js';
export { PasswordReset } from './password-reset/password-reset.entity.js';
export { passwordResetRequested, RequestPasswordResetRequest } from './password-reset/password-reset.dto.js';
export { PasswordResetsRepository } from './password-reset/password-resets.repository.js';
export { RequestPasswordReset } from './password-reset/request-password-reset.js';
export { SendPasswordReset, type SentPasswordReset } from './password-reset/send-password-reset.js';
export { UsePasswordReset } from './password-reset/use-password-reset.js';
export { passwordResetNotFound } from './own-account.errors.js';
export { OwnTokens, type TokensInUse } from './tokens/own-tokens.js';
export { OwnTokensDto, toOwnTokensDto } from './tokens/own-tokens.dto.js';
