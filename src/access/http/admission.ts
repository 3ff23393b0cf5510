import { Inject, Injectable } from '@nestjs/common';
import { invalidRequest } from '../../errors/index.js';
import { when } from '../../platform/at-once/index.js';
import { operatorOnly, sessionOnly } from '../access.errors.js';
import type { Caller } from '../caller.js';
import { mayAt, reach, type Target } from '../decision.js';
import { refusalAtDoor, wantsSecondFactor } from '../enforce.js';
import { CALLER_RESOLVER, type CalledRequest, type CallerResolver } from './caller-resolver.js';
import type { RouteAccess } from './route-access.js';

const wholeOrganisation = { workspaceId: null };

/** Says who makes a request, and that the caller may do what the route declares. */
@Injectable()
export class Admission {
  constructor(@Inject(CALLER_RESOLVER) private readonly resolver: CallerResolver) {}

  /**
   * The caller; at once when everything that must be known is in memory.
   * @throws 401, 403, 404; 400 when it is not clear which organisation the request is about.
   */
  admit(request: CalledRequest, access: Exclude<RouteAccess, { kind: 'public' }>): Caller | Promise<Caller> {
    const caller = this.resolver.resolve(request, organisationOf(request));
    return when(caller, (resolved) => this.demand(request, resolved, access));
  }

  private demand(request: CalledRequest, caller: Caller, access: Exclude<RouteAccess, { kind: 'public' }>): Caller {
    // Also for whoever explains a refusal.
    request.caller = caller;
    if (access.kind === 'operator') demandOperator(caller);
    if (access.kind === 'permitted' && !(access.orOperator && isOperator(caller))) {
      if (!caller.organisation) throw caller.withheld ? wantsSecondFactor(caller.withheld) : organisationNeeded();
      demandAll(caller, access.permissions, access.at, request);
    }
    caller.observer.allowed(caller, access.kind === 'permitted' ? (access.permissions[0] ?? null) : null);
    return caller;
  }
}

function demandAll(caller: Caller, permissions: readonly string[], at: 'anywhere' | 'organisation', request: CalledRequest): void {
  for (const permission of permissions) {
    if (allowed(caller, permission, at)) continue;
    const missing = permissions.filter((name) => !allowed(caller, name, at));
    throw refusalAtDoor(caller, missing, at === 'organisation' ? wholeOrganisation : workspaceOf(request));
  }
}

/** Who may do it in the organisation as a whole may do it somewhere, and that is quicker to say than where. */
const allowed = (caller: Caller, permission: string, at: 'anywhere' | 'organisation'): boolean =>
  mayAt(caller, permission, wholeOrganisation) || (at === 'anywhere' && reach(caller, permission) !== 'none');

const organisationNeeded = () =>
  invalidRequest('Name the organisation: you are a member of several, or of none', {
    errors: [{ field: 'organisation', message: 'is needed: you are a member of several organisations, or of none' }],
  });

const isOperator = ({ credential, account }: Caller): boolean => credential.kind === 'session' && account?.operator === true;

function demandOperator(caller: Caller): void {
  if (caller.credential.kind !== 'session') throw sessionOnly();
  if (!caller.account?.operator) throw operatorOnly();
}

/** The workspace a refused request was about, where it names one: whoever mends it need not look further. */
function workspaceOf({ body, query }: CalledRequest): Target | undefined {
  for (const part of [body, query]) {
    const { workspaceId } = (part ?? {}) as { workspaceId?: unknown };
    if (typeof workspaceId === 'string' && /^[1-9]\d{0,14}$/.test(workspaceId)) return { workspaceId: Number(workspaceId) };
  }
  return undefined;
}

/** The organisation a request is about: in its path, else named in its body or query, else the credential's own. */
function organisationOf({ params, body, query }: CalledRequest): string | undefined {
  return named(params) ?? named(body) ?? named(query);
}

function named(part: unknown): string | undefined {
  const { organisation } = (part ?? {}) as { organisation?: unknown };
  return typeof organisation === 'string' ? organisation : undefined;
}
