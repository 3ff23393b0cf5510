import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CalledRequest } from '../../access/http/index.js';
import { Memberships } from '../../features/authentication/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import type { PageContext, Submitted } from '../html/context/context.js';
import { localPath } from '../model/local-path.js';
import { Flashes } from './flashes.js';
import { FormTokens } from './form-tokens.js';

/** Gathers what pages show besides their models: who is there, where else one can go, what was just done. */
@Injectable()
export class PageContexts {
  constructor(
    private readonly memberships: Memberships,
    private readonly tokens: FormTokens,
    private readonly flashes: Flashes,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async of(request: CalledRequest, reply: FastifyReply, submitted: Submitted | null = null): Promise<PageContext> {
    const caller = request.caller ?? null;
    const memberships = caller ? await this.memberships.of(caller) : [];
    return {
      path: localPath(request.url),
      publicUrl: this.config.publicUrl,
      caller,
      organisations: memberships.map(({ organisation }) => organisation),
      token: this.tokens.of(caller),
      once: randomBytes(12).toString('base64url'),
      flash: this.flashes.take(request, reply),
      submitted,
      problem: null,
      now: this.clock.now(),
    };
  }
}
