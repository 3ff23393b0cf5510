import { errorKind } from '../../errors/index.js';

export const idempotencyMismatch = errorKind('idempotency.mismatch', 422, 'The Idempotency-Key was used for another request');
export const idempotencyExpired = errorKind('idempotency.expired', 409, 'The request was made before, and its answer is no longer kept');
