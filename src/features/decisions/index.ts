// Refusals remembered and explained.
export { Decision } from './decision.entity.js';
export { DecisionsModule } from './decisions.module.js';
export { DecisionsRecorder } from './decisions-recorder.js';
