export { Metrics } from './metrics.js';
export { OperationsModule } from './operations.module.js';
