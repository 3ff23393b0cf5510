export { Admission } from './admission.js';
export { AccessHttpModule } from './access-http.module.js';
export { CALL_OBSERVER, CALLER_RESOLVER, type CalledRequest, type CallerResolver } from './caller-resolver.js';
export { CurrentCaller } from './current-caller.js';
export { DeclaredAccessCheck, type DeclaredRoute } from './declared-access.check.js';
export { OperatorOnly, Public, Requires, RequiresInOrganisation, RequiresOrOperator, ROUTE_ACCESS, type RouteAccess, securitySchemes, SignedIn } from './route-access.js';
export { Idempotent } from './idempotent.js';
export { RequestOrigin } from './request-origin.js';
export { demandSameSite } from './same-site.js';
