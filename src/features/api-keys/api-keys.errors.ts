import { errorKind } from '../../errors/index.js';

export const apiKeyNotFound = errorKind('api-key.not-found', 404, 'There is no such API key');
export const apiKeyRevoked = errorKind('api-key.revoked', 409, 'The API key is revoked, and that is final');
export const apiKeyNotActive = errorKind('api-key.not-active', 409, 'The API key is not active');
export const apiKeyOwnerOnly = errorKind('api-key.owner-only', 403, 'Only its owner may do this with a personal key');
export const tooManySecrets = errorKind('api-key.too-many-secrets', 409, 'The API key has too many secrets at once');
export const secretNotFound = errorKind('api-key.secret-not-found', 404, 'The API key has no such secret');
export const secretIsNewest = errorKind('api-key.secret-is-newest', 409, 'The newest secret of an API key cannot be ended alone');
export const apiKeyNotRevealable = errorKind('api-key.not-revealable', 409, 'The text of this API key cannot be seen again');
export const signInTooOld = errorKind('api-key.sign-in-too-old', 403, 'Sign in again to see the key');
export const profileKeysFrozen = errorKind('profile-key.frozen', 409, 'The organisation neither makes nor renews profile keys');
export const apiKeyTooDeep = errorKind('api-key.too-deep', 409, 'The key was made by a key that was made by a key, too many times over');
