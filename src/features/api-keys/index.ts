// API keys: personal ones that act for their owner, and service keys with roles of their own.
export { ApiKey } from './api-key.entity.js';
export { ApiKeySecret } from './secrets/api-key-secret.entity.js';
export { ApiKeysModule } from './api-keys.module.js';
export { ApiKeysRepository } from './api-keys.repository.js';
export { ApiKeysService } from './api-keys.service.js';
export { ChangeServiceKey, type ServiceKeyChanges } from './change-service-key.js';
export { CreateApiKey, type IssuedApiKey, type NewApiKey } from './create-api-key.js';
export { clientSecretProblem, isClientId } from './secrets/client-secret.js';
export { type ApiKeyFacts, loadApiKey, loadChosenSecrets, loadSecret, loadSecretById, type SecretFacts } from './key-facts.js';
export { ownKeysOf, seesAllKeys } from './key-control.js';
export { KeySecrets } from './secrets/key-secrets.js';
export { generateKey, prefixOf } from './secrets/key-text.js';
export { loadProfileKey, type ProfileKeyFacts, type SealedSecret } from './profile/profile-key-facts.js';
export { type IssuedProfileKey, ProfileKeysService } from './profile/profile-keys.service.js';
export { RevealKey } from './reveal/reveal-key.js';
export { SecretsRepository } from './secrets/secrets.repository.js';
export { KeyExpiryNotice } from './expiry/key-expiry-notice.entity.js';
export { ExpiryNotices } from './expiry/expiry-notices.js';
