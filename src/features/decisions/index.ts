// Refusals remembered and explained, and what would be allowed now.
export { Decision } from './decision.entity.js';
export { CheckDto, DecisionDto, HeldDto, RemedyDto } from './decision.dto.js';
export { decisionIdPipe } from './decision-id.pipe.js';
export { DecisionsModule } from './decisions.module.js';
export { DecisionsRecorder } from './decisions-recorder.js';
export { Explanations } from './explanations.js';
export { refusalCodes, RefusalDto, RefusalQuery, toRefusalFilter } from './refusal.dto.js';
export { toQuestion, TrialDto, TryRequest } from './trial.dto.js';
