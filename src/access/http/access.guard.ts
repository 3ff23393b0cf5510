import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { invalidRequest } from '../../errors/index.js';
import { operatorOnly, sessionOnly } from '../access.errors.js';
import type { Caller } from '../caller.js';
import { mayAt, reach } from '../decision.js';
import { refusal } from '../enforce.js';
import { CALLER_RESOLVER, type CalledRequest, type CallerResolver } from './caller-resolver.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

type Handler = (...parameters: unknown[]) => unknown;

/** Lets a request through to its handler when the caller may do what the route declares; nothing declared: never. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(CALLER_RESOLVER) private readonly resolver: CallerResolver) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = accessOf(context.getHandler() as Handler);
    if (access.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const caller = this.resolver.resolve(request, organisationOf(request));
    return caller instanceof Promise ? caller.then((resolved) => admit(request, resolved, access)) : admit(request, caller, access);
  }
}

function admit(request: CalledRequest, caller: Caller, access: RouteAccess): true {
  // Also for whoever explains a refusal.
  request.caller = caller;
  if (access.kind === 'operator') demandOperator(caller);
  if (access.kind === 'permitted' && !(access.orOperator && isOperator(caller))) {
    if (!caller.organisation) throw organisationNeeded();
    const missing = access.permissions.filter((permission) => !allowed(caller, permission, access.at));
    if (missing.length > 0) throw refusal(caller, missing, access.at === 'organisation' ? { workspaceId: null } : undefined);
  }
  caller.observer.allowed(caller, access.kind === 'permitted' ? (access.permissions[0] ?? null) : null);
  return true;
}

const organisationNeeded = () =>
  invalidRequest('Name the organisation: you are a member of several, or of none', {
    errors: [{ field: 'organisation', message: 'is needed: you are a member of several organisations, or of none' }],
  });

function allowed(caller: Caller, permission: string, at: 'anywhere' | 'organisation'): boolean {
  return at === 'organisation' ? mayAt(caller, permission, { workspaceId: null }) : reach(caller, permission) !== 'none';
}

const isOperator = ({ credential, account }: Caller): boolean => credential.kind === 'session' && account?.operator === true;

function demandOperator(caller: Caller): void {
  if (caller.credential.kind !== 'session') throw sessionOnly();
  if (!caller.account?.operator) throw operatorOnly();
}

function accessOf(handler: Handler): RouteAccess {
  const access = Reflect.getMetadata(ROUTE_ACCESS, handler) as RouteAccess | undefined;
  // The start-up check makes this unreachable; if it ever is reached, it must not be an open door.
  if (!access) throw new Error(`${handler.name} declares no access`);
  return access;
}

/** The organisation a request is about: in its path, else named in its body or query, else the credential's own. */
function organisationOf(request: CalledRequest): string | undefined {
  for (const part of [request.params, request.body, request.query]) {
    const named = (part as { organisation?: unknown } | null | undefined)?.organisation;
    if (typeof named === 'string') return named;
  }
  return undefined;
}
