import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, type Metric, Registry } from 'prom-client';
import { FactSource } from '../platform/freshness/index.js';
import { shareFigures } from '../platform/processes/index.js';
import { measureMemories } from './memory-metrics.js';
import { RequestDurations } from './request-durations.js';

/** What the server says of itself to Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new RequestDurations();

  constructor(facts: FactSource) {
    collectDefaultMetrics({ register: this.registry });
    this.registry.registerMetric(this.requests as unknown as Metric);
    measureMemories(this.registry, facts.memories);
    shareFigures(this.registry);
  }

  /** Measures every request. */
  observe(fastify: FastifyInstance): void {
    this.requests.observe(fastify);
  }
}
