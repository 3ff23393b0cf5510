import type { ArgumentMetadata } from '@nestjs/common';
import { ROUTE_ACCESS, type RouteAccess } from '../route-access.js';

type Method = (first: unknown, said: unknown, reply: unknown) => unknown;

/** What a short way does, worked out once from what the method of the controller declares. */
export interface Plan {
  readonly access: RouteAccess;
  /** Where its second parameter is read, and the class that is checked against. */
  readonly metadata: ArgumentMetadata;
  readonly status: number;
  readonly call: Method;
}

/** Nest's names for what its decorators leave. */
const chain = ['__guards__', '__interceptors__', '__pipes__', '__exceptionFilters__'];
const others = ['__headers__', '__redirect__', '__renderTemplate__', '__sse__'];
const request = '0:0';
const body = '3:1';
const query = '4:1';
const reply = '1:2';

/** @throws when the method declares anything that only Nest's own chain does: then the start stops. */
export function planOf(controller: object, name: string): Plan {
  const method = controller[name as never] as Method;
  const type = controller.constructor;
  const declared = (key: string): unknown => Reflect.getMetadata(key, method);
  const access = declared(ROUTE_ACCESS) as RouteAccess;
  const status = declared('__httpCode__') as number | undefined;
  const parameters = Object.keys((Reflect.getMetadata('__routeArguments__', type, name) ?? {}) as object).sort();
  const caller = parameters.find((key) => key.endsWith('__customRouteArgs__:0'));
  const [, metatype] = Reflect.getMetadata('design:paramtypes', controller, name) as [unknown, ArgumentMetadata['metatype']];
  const first = access.kind === 'public' ? request : caller;
  const second = parameters.find((key) => key === body || key === query);
  const known = [first, second, reply];
  const isWhole = first !== undefined && second !== undefined && parameters.includes(first) && parameters.every((key) => known.includes(key));
  const needsChain = [...chain, ...others].some((key) => declared(key) !== undefined || Reflect.getMetadata(key, type) !== undefined);
  if (!isWhole || needsChain || status === undefined) throw new Error(`${type.name}.${name} asks for more than a short way gives`);
  return { access, metadata: { type: second === body ? 'body' : 'query', metatype }, status, call: method.bind(controller) };
}
