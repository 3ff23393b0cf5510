import { errorKind } from '../../errors/index.js';

export const decisionNotFound = errorKind('decision.not-found', 404, 'There is no such decision, or it is no longer kept');
