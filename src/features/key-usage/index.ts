// What is remembered about the use of keys: the last one, counts by hour and day, and whether an old secret is still used.
export { type KeyUse } from './gathered.js';
export { KeyLastUse } from './key-last-use.entity.js';
export { KeyUsage } from './key-usage.entity.js';
export { KeyUsageModule } from './key-usage.module.js';
export { KeyUsageRepository } from './key-usage.repository.js';
export { OldSecretUse } from './old-secret-use.entity.js';
export { OldSecretUsesRepository } from './old-secret-uses.repository.js';
export { UsageRecorder } from './usage-recorder.js';
