import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, type Metric, Registry } from 'prom-client';
import { FactSource, Hints } from '../platform/freshness/index.js';
import { shareFigures } from '../platform/processes/index.js';
import { measureHints } from './hint-metrics.js';
import { measureMemories } from './memory-metrics.js';
import { RequestDurations } from './request-durations.js';

/** What the server says of itself to Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new RequestDurations();

  constructor(facts: FactSource, hints: Hints) {
    collectDefaultMetrics({ register: this.registry });
    this.registry.registerMetric(this.requests as unknown as Metric);
    measureMemories(this.registry, facts.memories);
    measureHints(this.registry, hints);
    shareFigures(this.registry);
  }

  /** Measures every request. */
  observe(fastify: FastifyInstance): void {
    this.requests.observe(fastify);
  }
}
