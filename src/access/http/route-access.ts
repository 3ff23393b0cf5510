import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiForbiddenResponse, ApiSecurity, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { ProblemDto } from '../../platform/http/index.js';
import type { Permission } from '../permissions.js';

/** What a route asks of its caller. */
export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'permitted'; readonly permissions: readonly Permission[]; readonly at: 'anywhere' | 'organisation'; readonly orOperator?: true };

export const ROUTE_ACCESS = 'access:route';

/** The names of the security schemes in the specification: every one of them works on every route. */
export const securitySchemes = ['apiKey', 'apiToken', 'xApiKey', 'apiTokenQuery', 'basic', 'bearer', 'session'] as const;

const problem = (description: string) => ({ description, type: ProblemDto });

function guarded(access: RouteAccess, permissions: readonly string[]) {
  return applyDecorators(
    SetMetadata(ROUTE_ACCESS, access),
    ...securitySchemes.map((name) => ApiSecurity(name)),
    ApiExtension('x-required-permissions', permissions),
    ApiUnauthorizedResponse(problem('No credential, or one that is unknown, wrong, expired, deactivated or revoked.')),
    ApiForbiddenResponse(problem('Known, but not allowed; `missingPermissions` names what is missing.')),
  );
}

/** Open to everybody, with or without a credential. */
export const Public = () => applyDecorators(SetMetadata(ROUTE_ACCESS, { kind: 'public' } satisfies RouteAccess), ApiExtension('x-public', true));

/** Any caller with a valid credential (of the route's organisation, where it has one). */
export const SignedIn = () => guarded({ kind: 'signed-in' }, []);

/** Instance operators, signed in as a person. */
export const OperatorOnly = () => guarded({ kind: 'operator' }, []);

/**
 * Callers holding **all** of these permissions somewhere in the route's organisation. A use case that is about
 * one workspace asks again with `demand(caller, permission, { workspaceId })`.
 */
export const Requires = (...permissions: [Permission, ...Permission[]]) => guarded({ kind: 'permitted', permissions, at: 'anywhere' }, permissions);

/** Callers holding all of these permissions for the organisation as a whole. */
export const RequiresInOrganisation = (...permissions: [Permission, ...Permission[]]) =>
  guarded({ kind: 'permitted', permissions, at: 'organisation' }, permissions);

/** The same, or an instance operator signed in as a person: the use case says what each of them may do. */
export const RequiresOrOperator = (...permissions: [Permission, ...Permission[]]) =>
  guarded({ kind: 'permitted', permissions, at: 'organisation', orOperator: true }, permissions);
