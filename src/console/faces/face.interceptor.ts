import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { catchError, from, type Observable, of, switchMap } from 'rxjs';
import type { Caller } from '../../access/index.js';
import type { CalledRequest } from '../../access/http/index.js';
import { AppError } from '../../errors/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Submitted } from '../html/context/context.js';
import { pageHtml, type View } from '../html/layout/document.js';
import { PlainPage } from '../html/layout/plain.view.js';
import { pageOutdated } from '../model/page.errors.js';
import { wordOf } from '../model/words.js';
import { errorModel } from '../model/error-model.js';
import { Flashes } from '../people/flashes.js';
import { FormTokens } from '../people/form-tokens.js';
import { PageContexts } from '../people/page-contexts.js';
import { faceOf } from './face.js';
import { toldWith } from './waiting.js';

export const SHOWN = 'console:shown';

/** How the HTML face of a handler looks. */
export interface Shown {
  readonly view?: View<object>;
  readonly leads?: (model: object) => { readonly to: string; readonly says: string };
  readonly form?: Returned;
}

/** The page on which a form stands, when it comes back. */
interface Returned {
  readonly model: (controller: unknown, caller: Caller | null, request: CalledRequest) => object | Promise<object>;
  readonly view: View<object>;
  readonly filled?: (controller: unknown, caller: Caller | null, sent: SentValues) => Promise<SentValues>;
  readonly unseen?: (controller: unknown, caller: Caller | null, body: unknown) => Promise<Unseen | null>;
}

/** What a form would do that nobody has seen on it yet: it comes back showing that, and nothing is done. */
export interface Unseen {
  readonly values: SentValues;
  /** What is to be looked at. */
  readonly says: string;
}

export type SentValues = Submitted['values'];

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const isJson = ({ headers }: CalledRequest): boolean => /^application\/(?:[\w.-]+\+)?json/.test(headers['content-type'] ?? '');

const has = ({ body }: CalledRequest, button: string): boolean => typeof body === 'object' && body !== null && button in body;

/** Somebody looks for something to tick, without JavaScript, or has fields filled in: nothing is done yet. */
const isUnfinished = (request: CalledRequest): boolean => request.method === 'POST' && (has(request, '_search') || has(request, '_fill'));

/** Failures a person can do something about in the form itself. */
const mendable = new Set([400, 403, 409, 422, 429]);

/** Shows what a handler answers, its page model, with the face that is asked for. */
@Injectable()
export class FaceInterceptor implements NestInterceptor {
  constructor(
    private readonly modules: ModuleRef,
    private readonly contexts: PageContexts,
    private readonly tokens: FormTokens,
    private readonly flashes: Flashes,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<CalledRequest>();
    if (faceOf(request) === 'json') return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const shown = (Reflect.getMetadata(SHOWN, context.getHandler()) ?? {}) as Shown;
    this.admit(request);
    if (shown.form && isUnfinished(request)) return from(this.formAgain(shown.form, context.getClass(), request, reply, 200, { errors: {}, detail: '' }));
    if (!shown.form?.unseen) return this.done(shown, context, next, request, reply);
    return from(this.toLookAt(shown.form, context.getClass(), request, reply)).pipe(switchMap((page) => (page === null ? this.done(shown, context, next, request, reply) : of(page))));
  }

  private done(shown: Shown, context: ExecutionContext, next: CallHandler, request: CalledRequest, reply: FastifyReply): Observable<unknown> {
    return next.handle().pipe(
      switchMap((model: object | undefined) => this.show(shown, model, request, reply)),
      catchError((error: unknown) => this.again(shown, context.getClass(), error, request, reply)),
    );
  }

  /**
   * A form shows where it comes from; sent twice, it does its work once. JSON no form of another site can send; what
   * has neither type nor body, one can.
   */
  private admit(request: CalledRequest): void {
    if (safeMethods.has(request.method) || isJson(request)) return;
    if (request.caller) this.tokens.demand(request.caller, request.body);
    const { _once: once } = (request.body ?? {}) as { _once?: unknown };
    if (typeof once === 'string') request.headers['idempotency-key'] ??= `form-${once}`;
  }

  /** A handler without a model has answered by itself. */
  private async show({ view, leads }: Shown, model: object | undefined, request: CalledRequest, reply: FastifyReply): Promise<string | undefined> {
    if (model === undefined) return undefined;
    if (leads && !view) {
      const { to, says } = leads(model);
      this.flashes.leave(reply, says);
      reply.status(303).header('location', to);
      return '';
    }
    return this.page(view, model, request, reply, null);
  }

  /** The form with what has to be seen on it first; null: nothing has. */
  private async toLookAt(form: Returned, controller: Type, request: CalledRequest, reply: FastifyReply): Promise<string | null> {
    const unseen = await form.unseen?.(this.modules.get<unknown>(controller, { strict: false }), request.caller ?? null, request.body);
    return unseen ? this.formAgain(form, controller, request, reply, 200, { errors: {}, detail: unseen.says, values: unseen.values }) : null;
  }

  /** The form comes back with what was in it and what is wrong with it. */
  private async again({ form }: Shown, controller: Type, error: unknown, request: CalledRequest, reply: FastifyReply): Promise<string> {
    if (!form || !(error instanceof AppError) || !mendable.has(error.status)) throw error;
    if (error.kind === pageOutdated) return this.present(form, controller, error, request, reply);
    const { retryAfterSeconds, errors } = error.extras;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const said = errors ? errorModel(error, wordOf) : { detail: toldWith(error, this.clock.now()) };
    return this.formAgain(form, controller, request, reply, error.status, { errors: {}, ...said });
  }

  /** The form comes back as things are now: what was sent stands on what is there no more. */
  private async present({ model, view }: Returned, controller: Type, error: AppError, request: CalledRequest, reply: FastifyReply): Promise<string> {
    const page = await model(this.modules.get<unknown>(controller, { strict: false }), request.caller ?? null, request);
    const context = await this.contexts.of(request, reply);
    reply.status(error.status).type('text/html; charset=utf-8');
    return pageHtml({ ...context, problem: error.message }, view, page);
  }

  private async formAgain({ model, view, filled }: Returned, controller: Type, request: CalledRequest, reply: FastifyReply, status: number, said: Pick<Submitted, 'errors' | 'detail'> & Partial<Pick<Submitted, 'values'>>): Promise<string> {
    const [made, caller, sent] = [this.modules.get<unknown>(controller, { strict: false }), request.caller ?? null, (request.body ?? {}) as SentValues];
    const page = await model(made, caller, request);
    const values = filled && has(request, '_fill') ? await filled(made, caller, sent) : sent;
    reply.status(status);
    return this.page(view, page, request, reply, { action: request.url, values, ...said });
  }

  private async page(view: View<object> = PlainPage, model: object, request: CalledRequest, reply: FastifyReply, submitted: Submitted | null): Promise<string> {
    const context = await this.contexts.of(request, reply, submitted);
    reply.type('text/html; charset=utf-8');
    const html = pageHtml(context, view, model);
    if (!submitted || submitted.told === true || submitted.detail === '') return html;
    return pageHtml({ ...context, problem: submitted.detail }, view, model);
  }
}
