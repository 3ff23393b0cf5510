export { Job } from './job.entity.js';
export { Jobs, type ScheduledJob } from './jobs.js';
export { JobsModule } from './jobs.module.js';
