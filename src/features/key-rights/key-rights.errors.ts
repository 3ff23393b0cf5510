import { errorKind } from '../../errors/index.js';

export const keyRightMissing = errorKind('key-right.missing', 403, 'You may not make API keys here');
