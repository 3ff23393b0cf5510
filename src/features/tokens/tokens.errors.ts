import { errorKind } from '../../errors/index.js';

/** RFC 6749, 5.2: the refresh token (or what stands behind it) is not good, or no longer. */
export const invalidGrant = errorKind('oauth.invalid-grant', 400, 'The grant is not valid');
