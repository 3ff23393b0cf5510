import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { FactSource } from '../platform/freshness/index.js';
import { shareFigures } from '../platform/processes/index.js';
import { measureMemories } from './memory-metrics.js';

/** What the server says of itself to Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'latchkey_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  /** One observer for each method, route and status: looking labels up anew costs more than observing. */
  private readonly observers = new Map<string, (seconds: number) => void>();

  constructor(facts: FactSource) {
    collectDefaultMetrics({ register: this.registry });
    measureMemories(this.registry, facts.memories);
    shareFigures(this.registry);
  }

  /** Measures every request. Routes, never addresses, are labels: an address may hold a credential. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      this.observer(request.method, request.routeOptions.url ?? 'none', reply.statusCode)(reply.elapsedTime / 1000);
      done();
    });
  }

  private observer(method: string, route: string, status: number): (seconds: number) => void {
    const name = `${method} ${route} ${status}`;
    let observer = this.observers.get(name);
    if (!observer) {
      const labelled = this.requests.labels({ method, route, status: String(status) });
      observer = (seconds) => labelled.observe(seconds);
      this.observers.set(name, observer);
    }
    return observer;
  }
}
