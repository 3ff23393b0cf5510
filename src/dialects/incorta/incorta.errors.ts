import { errorKind } from '../../errors/index.js';

export const incortaRefused = errorKind('incorta.refused', 401, 'The request could not be authenticated');
export const incortaHttpsOnly = errorKind('incorta.https-only', 403, 'Use https');
