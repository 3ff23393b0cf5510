import { base36, randomText } from '../../../platform/crypto/index.js';

/** Names an error answer: 128 bits in base 36. */
export const newCorrelationId = (): string => randomText(25, base36);
