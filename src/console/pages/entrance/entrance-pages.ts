import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../errors/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { faceOf } from '../../faces/face.js';
import { pageHtml, type View } from '../../html/layout/document.js';
import { exactTime } from '../../html/parts/time.js';
import { PageContexts } from '../../people/page-contexts.js';

/** Pages for people who are not signed in yet. */
@Injectable()
export class EntrancePages {
  constructor(
    private readonly contexts: PageContexts,
    private readonly clock: Clock,
  ) {}

  async show<M extends object>(request: FastifyRequest, reply: FastifyReply, view: View<M>, model: M, status = 200): Promise<void> {
    const html = pageHtml(await this.contexts.of(request, reply), view, model);
    reply.status(status).type('text/html; charset=utf-8').send(html);
  }

  /** The page again, with what went wrong. Programs, and mistakes of ours, get the failure itself. */
  async again<M extends object>(error: unknown, request: FastifyRequest, reply: FastifyReply, view: View<M>, modelOf: (problem: string) => M): Promise<void> {
    if (!(error instanceof AppError) || error.status >= 500 || faceOf(request) === 'json') throw error;
    const { retryAfterSeconds } = error.extras;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const problem = error.status === 429 ? this.closedText(retryAfterSeconds) : error.message;
    await this.show(request, reply, view, modelOf(problem), error.status);
  }

  private closedText(seconds = 60): string {
    const minutes = Math.ceil(seconds / 60);
    const until = exactTime(this.clock.now() + minutes * 60_000).slice(11, 16);
    return `Too many attempts. For this login, or from your address, signing in is closed for ${minutes === 1 ? 'one more minute' : `${minutes} more minutes`}, until ${until} UTC. What is right does not open it earlier.`;
  }
}
