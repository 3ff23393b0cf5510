// What people do with their own accounts.
export { OwnAccountModule } from './own-account.module.js';
export { ChangePassword } from './password/change-password.js';
export { OwnSecondFactor, type SecondFactorState } from './second-factor/own-second-factor.js';
export { ChangePasswordRequest } from './password/own-password.dto.js';
export { BeginSecondFactorRequest, BegunSecondFactorDto, ConfirmSecondFactorRequest, OwnSecondFactorDto, ProvedRequest, toOwnSecondFactorDto } from './second-factor/own-second-factor.dto.js';
export { OwnTokens, type TokensInUse } from './tokens/own-tokens.js';
export { OwnTokensDto, toOwnTokensDto } from './tokens/own-tokens.dto.js';
