export { CryptoModule } from './crypto.module.js';
export { DataKey } from './data-key.entity.js';
export { DataKeys } from './data-keys.js';
export { type Digest, Digests } from './digests.js';
export { PasswordHasher } from './password-hasher.js';
export { isSameText, proofOf } from './proofs.js';
export { base36, base62, randomText } from './random-text.js';
export { type Sealed, Seals } from './seals.js';
