export { Idempotency, type OnceCall } from './idempotency.js';
export { IdempotencyModule } from './idempotency.module.js';
export { IdempotencyRecord } from './idempotency-record.entity.js';
