import { errorKind } from '../errors/index.js';

export const unauthenticated = errorKind('access.unauthenticated', 401, 'This needs a valid credential');
export const ambiguousCredentials = errorKind('access.ambiguous-credentials', 400, 'The request carries two different credentials');
export const permissionMissing = errorKind('access.permission-missing', 403, 'The caller lacks a permission');
export const cannotGrant = errorKind('access.cannot-grant', 403, 'Nobody can give what they do not hold themselves');
export const operatorOnly = errorKind('access.operator-only', 403, 'Only an instance operator may do this');
export const sessionOnly = errorKind('access.session-only', 403, 'This can only be done by a signed-in person');
export const secondFactorDemanded = errorKind('second-factor.required', 403, 'The organisation requires a second factor');
export const crossSite = errorKind('access.cross-site', 403, 'Refused: the request comes from another site');
