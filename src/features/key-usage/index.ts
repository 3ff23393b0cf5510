// What is remembered about the use of keys: the last one, and counts by hour and day.
export { KeyLastUse } from './key-last-use.entity.js';
export { KeyUsage } from './key-usage.entity.js';
export { KeyUsageModule } from './key-usage.module.js';
export { KeyUsageRepository } from './key-usage.repository.js';
export { type KeyUse, UsageRecorder } from './usage-recorder.js';
