import { errorKind } from '../../errors/index.js';

// The errors of RFC 6749 (5.2), RFC 8693 and RFC 8707; the part after `oauth.` is the `error` of the answer.
export const invalidClient = errorKind('oauth.invalid-client', 401, 'Client authentication failed');
export const unauthorizedClient = errorKind('oauth.unauthorized-client', 400, 'The client may not use this grant');
export const unsupportedGrantType = errorKind('oauth.unsupported-grant-type', 400, 'The grant type is not supported');
export const invalidScope = errorKind('oauth.invalid-scope', 400, 'The scope is not valid');
export const invalidTarget = errorKind('oauth.invalid-target', 400, 'The resource is not valid');
