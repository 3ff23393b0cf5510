import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, RouteHandlerMethod } from 'fastify';
import { when } from '../../../platform/at-once/index.js';
import { type ProblemFilter, RequestValidation, toAppError } from '../../../platform/http/index.js';
import { Admission } from '../admission.js';
import { planOf, type Plan } from './plan.js';
import { SHORT_WAY } from './short-way.js';

/** Serves the routes marked with `@ShortWay()`. */
@Injectable()
export class ShortWays {
  /** Methods and addresses that go it. */
  readonly served: string[] = [];
  private readonly validation = new RequestValidation();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly admission: Admission,
  ) {}

  /** Call it before routes are made. */
  serve(fastify: FastifyInstance, problems: ProblemFilter): void {
    const plans = this.plans();
    fastify.addHook('onRoute', (route) => {
      // Nest copies what a method declares to the handler it makes of it.
      const plan = plans.get(Reflect.getMetadata(SHORT_WAY, route.handler) as object);
      if (!plan) return;
      route.handler = this.handler(plan, problems);
      this.served.push(`${[route.method].flat().join()} ${route.url}`);
    });
  }

  private plans(): Map<object, Plan> {
    const plans = new Map<object, Plan>();
    for (const { instance } of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(instance ?? {}) as object;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const marked = Reflect.getMetadata(SHORT_WAY, prototype[name as never]) as object | undefined;
        if (!marked) continue;
        if (plans.has(marked)) throw new Error(`${name}: two controllers share a short way`);
        plans.set(marked, planOf(instance as object, name));
      }
    }
    return plans;
  }

  private handler({ access, metadata, status, call }: Plan, problems: ProblemFilter): RouteHandlerMethod {
    const isBody = metadata.type === 'body';
    return (request, reply) => {
      const fail = (thrown: unknown) => problems.write(toAppError(thrown), thrown, request, reply);
      try {
        const first = access.kind === 'public' ? request : this.admission.admit(request, access);
        const answered = when(first, (who) =>
          when(this.validation.transform(isBody ? request.body : request.query, metadata), (said) => send(reply, status, call(who, said, reply))),
        );
        if (answered instanceof Promise) answered.catch(fail);
      } catch (thrown) {
        fail(thrown);
      }
    };
  }
}

const send = (reply: FastifyReply, status: number, result: unknown): unknown =>
  // Not to be handed on: a reply has a `then`, which would be waited for.
  when(result, (answer) => void reply.status(status).send(answer));
