// Access tokens (short-lived, signed) and refresh tokens (single use, in families). Both end with the key they come from.
export type { AccessTokenClaims } from './access-token-claims.js';
export { AccessTokens, accessTokenSeconds, type IssuedToken, type TokenGrant } from './access-tokens.js';
export { isRefreshToken } from './refresh-token-text.js';
export { type FamilyTerms, RefreshTokens, type RefreshStep, usualTerms } from './refresh-tokens.js';
export { RevokedToken } from './revoked-token.entity.js';
export { RevokedTokensRepository } from './revoked-tokens.repository.js';
export { RevokedTokens } from './revoked-tokens.js';
export { SigningKeyRow } from './signing-key.entity.js';
export { type PublishedKey, SigningKeys } from './signing-keys.js';
export { loadMayGoOn, loadTokenIsOver } from './token-facts.js';
export { invalidGrant } from './tokens.errors.js';
export { TokenFamiliesRepository } from './token-families.repository.js';
export { TokenFamily } from './token-family.entity.js';
export { TokensModule } from './tokens.module.js';
