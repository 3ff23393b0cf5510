import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CalledRequest } from '../../access/http/index.js';
import { secondFactorDemanded } from '../../access/index.js';
import type { AppError } from '../../errors/index.js';
import { SetUp } from '../../features/founding/index.js';
import { ErrorWriters } from '../../platform/http/index.js';
import { Log } from '../../platform/logging/index.js';
import { ErrorView } from '../html/entrance/error.view.js';
import { SignInView } from '../html/entrance/sign-in.view.js';
import { pageHtml } from '../html/layout/document.js';
import { errorModel } from '../model/error-model.js';
import { withQuery } from '../model/links.js';
import { localPath } from '../model/local-path.js';
import { PageContexts } from '../people/page-contexts.js';
import { faceOf } from './face.js';
import { pageAddresses, pagePolicy } from './serve-pages.js';
import { toldWith } from './waiting.js';

const challenge = 'Api-Key realm="latchkey"';

/** Writes failures at the addresses of pages: by Accept as a page, or as `{detail, errors}`. */
@Injectable()
export class PageErrors implements OnModuleInit {
  constructor(
    private readonly writers: ErrorWriters,
    private readonly contexts: PageContexts,
    private readonly firstStart: SetUp,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const address of pageAddresses) this.writers.add(`/${address}`, (error, request, reply) => this.write(error, request, reply));
  }

  private write(error: AppError, request: CalledRequest, reply: FastifyReply): void {
    if (faceOf(request) === 'json') return writeJson(error, reply);
    if (error.kind === secondFactorDemanded) return void reply.redirect(withQuery(whereToSetUp, { next: nextOf(request), ...(request.method !== 'GET' && { unsent: 'true' }) }), 303);
    this.writeHtml(error, request, reply).catch((cause: unknown) => {
      // The page around the message could not be made; the message can.
      this.log.error({ err: cause, requestId: request.id }, 'an error page could not be made');
      reply.type('text/plain; charset=utf-8').send(`${error.status} ${error.message}`);
    });
  }

  /** Where the server is set up, when nobody can sign in yet. */
  private async setUp(): Promise<string | null> {
    return (await this.firstStart.isOpen()) ? '/setup' : null;
  }

  /** Whoever is not signed in gets the page where one signs in, as a page like any other: there is nothing to retry. */
  private async writeHtml(error: AppError, request: CalledRequest, reply: FastifyReply): Promise<void> {
    const context = await this.contexts.of(request, reply);
    // Addresses that only begin as those of pages do, such as /organisations/, are told so by a page as well.
    reply.header('content-security-policy', pagePolicy);
    reply.type('text/html; charset=utf-8');
    if (error.status !== 401) return void reply.send(pageHtml(context, ErrorView, toErrorModel(error, request.id, context.now)));
    reply.removeHeader('www-authenticate').status(200).send(pageHtml(context, SignInView, { next: nextOf(request), setUp: await this.setUp() }));
  }
}

/** It says which organisations require one, and why one is there; it belongs to none of them. */
const whereToSetUp = '/account/second-factor/';

/** Where somebody wanted to go; what was sent there is not sent again. */
const nextOf = ({ method, url }: CalledRequest): string => (method === 'GET' ? localPath(url) : '/org/');

function toErrorModel(error: AppError, requestId: string, now: number) {
  const { status, kind, code, extras } = error;
  const { missingPermissions = [], decisionId } = extras;
  return { status, title: kind.title, detail: toldWith(error, now), code, requestId, missingPermissions, decisionId };
}

function writeJson(error: AppError, reply: FastifyReply): void {
  // Other schemes work as well, but this is the one the door is known for.
  const others = String(reply.getHeader('www-authenticate') ?? '');
  if (error.status === 401 && !others.startsWith('Api-Key')) reply.header('www-authenticate', [challenge, others].filter(Boolean).join(', '));
  reply.type('application/json; charset=utf-8').send(JSON.stringify(errorModel(error)));
}
