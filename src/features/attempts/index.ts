// Limits on guessing: how often a secret may be tried.
export { addressBlock } from './address-block.js';
export { AttemptBucket } from './attempt-bucket.entity.js';
export { AttemptsModule } from './attempts.module.js';
export { AttemptsRepository } from './attempts.repository.js';
export { AttemptsService, type Limit } from './attempts.service.js';
