import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

const PATH_METADATA = 'path';

/** A handler and what it asks of its caller. */
export interface DeclaredRoute {
  readonly controller: string;
  readonly method: string;
  readonly access: RouteAccess | undefined;
}

/** Stops the start when a route declares no access, naming each such route. */
@Injectable()
export class DeclaredAccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = this.routes().filter((route) => !route.access);
    if (undeclared.length === 0) return;
    const names = undeclared.map((route) => `${route.controller}.${route.method}`).join(', ');
    throw new Error(`these routes declare no access (@Public, @SignedIn, @Requires …): ${names}`);
  }

  routes(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = metatype?.prototype as Record<string, object> | undefined;
      if (!metatype || !prototype) return [];
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method] as object))
        .map((method) => ({
          controller: metatype.name,
          method,
          access: Reflect.getMetadata(ROUTE_ACCESS, prototype[method] as object) as RouteAccess | undefined,
        }));
    });
  }
}
