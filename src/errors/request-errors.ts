import { errorKind } from './app-error.js';

// What can be wrong with any request, whichever feature it is for.
export const invalidRequest = errorKind('request.invalid', 400, 'The request is not valid');
export const malformedBody = errorKind('request.malformed-body', 400, 'The body is not valid JSON');
export const bodyTooLarge = errorKind('request.too-large', 413, 'The body is too large');
export const unsupportedMediaType = errorKind('request.unsupported-media-type', 415, 'The body has a media type this address does not take');
export const notAcceptable = errorKind('request.not-acceptable', 406, 'None of the representations asked for is available');
export const routeNotFound = errorKind('request.route-not-found', 404, 'There is nothing at this address');
export const methodNotAllowed = errorKind('request.method-not-allowed', 405, 'This address does not take the method');
export const tooManyRequests = errorKind('request.too-many', 429, 'Too many attempts; try again later');
export const busy = errorKind('server.busy', 503, 'The server cannot answer safely right now; try again');
export const internal = errorKind('server.internal', 500, 'Something went wrong on our side');
