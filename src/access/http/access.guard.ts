import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { when } from '../../platform/at-once/index.js';
import { Admission } from './admission.js';
import type { CalledRequest } from './caller-resolver.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

type Handler = (...parameters: unknown[]) => unknown;

/** Lets a request through to its handler when the caller may do what the route declares; nothing declared: never. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** Reading metadata walks prototypes; what a handler declares never changes. */
  private readonly declared = new Map<Handler, RouteAccess>();

  constructor(private readonly admission: Admission) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.accessOf(context.getHandler() as Handler);
    if (access.kind === 'public') return true;
    const caller = this.admission.admit(context.switchToHttp().getRequest<CalledRequest>(), access);
    return when(caller, () => true);
  }

  private accessOf(handler: Handler): RouteAccess {
    let access = this.declared.get(handler);
    if (!access) {
      access = Reflect.getMetadata(ROUTE_ACCESS, handler) as RouteAccess | undefined;
      // The start-up check makes this unreachable; if it ever is reached, it must not be an open door.
      if (!access) throw new Error(`${handler.name} declares no access`);
      this.declared.set(handler, access);
    }
    return access;
  }
}
