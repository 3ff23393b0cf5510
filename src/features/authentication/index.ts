// Turns a credential into a caller: one strategy for each way of carrying it; dialects can add theirs to `Carriers`.
export { AuthenticationModule } from './authentication.module.js';
export { type Carrier, Carriers, type Presented, takeSessionsOnly } from './carriers.js';
export { Credentials } from './credentials.js';
export { loadKeyIdentity } from './key-identity.js';
export { isKeySessionToken } from './key-session-authentication.js';
export { type CallerMembership, Memberships } from './memberships.js';
export { tellRefused } from './tell-refused.js';
export { type InspectedToken, isAccessToken } from './token-authentication.js';
export { type CallerFacts, type KeyIdentity, refused, type RefusalReason, type Resolution } from './resolution.js';
