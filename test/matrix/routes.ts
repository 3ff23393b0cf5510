import { type Type, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ROUTE_ACCESS, type RouteAccess } from '../../src/access/http/index.js';

export interface Address {
  readonly method: string;
  /** With its parameters: `/api/v1/organisations/:organisation`. */
  readonly path: string;
}

/** A route of a controller and what it declares. */
export interface Route extends Address {
  readonly access: RouteAccess;
}

/** Every route of every controller of the running server; signing out comes last, for it ends what others need. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = app.get(MetadataScanner, { strict: false });
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  const routes = controllers.flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = (metatype as Type).prototype as Record<string, object>;
    const handlers = scanner.getAllMethodNames(prototype).map((name) => prototype[name] as object);
    return handlers.filter((handler) => Reflect.hasMetadata('path', handler)).flatMap((handler) => addressesOf(metatype as Type, handler));
  });
  return routes.sort((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));
}

export const isSignOut = ({ method, path }: Address): boolean => (method === 'DELETE' && /\/sessions\/(?:current|others)$/.test(path)) || path === '/sign-out';

/** About one organisation, named in its address. */
export const isInOrganisation = ({ path }: Address): boolean => path.includes(':organisation');

function addressesOf(controller: Type, handler: object): Route[] {
  const access = Reflect.getMetadata(ROUTE_ACCESS, handler) as RouteAccess;
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number] as string;
  const listed = (of: object) => [Reflect.getMetadata('path', of) as string | string[]].flat();
  return listed(controller).flatMap((outer) =>
    listed(handler).map((inner) => ({ method, path: `/${[outer, inner].join('/').split('/').filter(Boolean).join('/')}`, access })),
  );
}

/** Every address the HTTP server itself answers, controllers or not. */
export function registeredAddresses(app: NestFastifyApplication): Address[] {
  const prefixes: string[] = [];
  return app
    .getHttpAdapter()
    .getInstance()
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line: string) => {
      const [, indent = '', part = '', methods = ''] = /^((?:│ {3}| {4})*)[├└]── (.*) \(([A-Z, ]+)\)$/.exec(line) ?? [];
      const depth = indent.length / 4;
      if (!methods) return [];
      prefixes.length = depth;
      const path = `${prefixes.at(-1) ?? ''}${part}`;
      prefixes.push(path);
      return methods.split(', ').map((method) => ({ method, path }));
    });
}

/** The address with its parameters filled in: ids that nothing has, so that no call changes anything. */
export function concrete(path: string, organisation: string): string {
  return path.replace(':organisation', organisation).replace(':code', 'access.unauthenticated').replaceAll(/:\w+/g, '999999999');
}

/** Ways to write an address in the hope that a guard does not recognise it. */
export function spellings(path: string): string[] {
  const [, first = '', ...rest] = path.split('/');
  const tail = rest.map((part) => `/${part}`).join('');
  const encoded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return [
    `/${path}`,
    `/${first}/${tail}`,
    `/${encoded}${tail}`,
    `/${first};x=1${tail}`,
    `${path};x`,
    `/${first.toUpperCase()}${tail.toUpperCase()}`,
    `${path}/`,
    `${path}.`,
    `${path}%00`,
    `/x/..${path}`,
    `/${first}/.${tail}`,
    `${path}%2f`,
    `/health/live/..%2f..${path}`,
    `${path}%20`,
  ];
}
