import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { incortaHttpsOnly } from './incorta.errors.js';

/** Where the server is to be reached by https, nothing else is taken here. Behind a proxy that is what trusted proxies say. */
@Injectable()
export class HttpsOnlyGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): true {
    const { protocol } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.config.publicUrl.startsWith('https:') && protocol !== 'https') throw incortaHttpsOnly();
    return true;
  }
}
