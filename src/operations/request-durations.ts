import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Answer, type AnswerObserver } from '../platform/http/index.js';

const name = 'latchkey_http_request_duration_seconds';
const bounds = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500];

interface Route {
  readonly url: string;
  /** Few: one for each method and status that was answered. */
  readonly counts: Counts[];
}

interface Counts {
  readonly method: string;
  readonly status: number;
  /** Answers by the first bound (in milliseconds) they kept; the last one is of those that kept none. */
  readonly buckets: number[];
  milliseconds: number;
}

/**
 * A histogram for prom-client, whose own looks labels up for every request. Here counting is a few additions, and all
 * else is done when somebody asks.
 */
export class RequestDurations {
  readonly name = name;
  private readonly routes: Route[] = [];

  /** Counts every answer. Routes, never addresses, are labels: an address may hold a credential. */
  observe(fastify: FastifyInstance): void {
    const unrouted = this.route('none');
    fastify.addHook('onRoute', (options) => {
      options.config = { ...options.config, observer: this.route(options.url) };
    });
    fastify.addHook('onRequest', ({ routeOptions }, { raw }, done) => {
      watch(raw, (routeOptions.config as { observer?: AnswerObserver }).observer ?? unrouted);
      done();
    });
  }

  get() {
    const help = 'Time from the first byte of a request until the last of its answer was handed to the system';
    return { name, help, type: 'histogram', aggregator: 'sum', values: this.routes.flatMap(valuesOf) };
  }

  reset(): void {
    for (const { counts } of this.routes) counts.length = 0;
  }

  private route(url: string): AnswerObserver {
    const { counts } = this.routes[this.routes.push({ url, counts: [] }) - 1] as Route;
    return (method, status, milliseconds) => {
      let known = counts.find((one) => one.status === status && one.method === method);
      if (!known) counts.push((known = { method, status, buckets: new Array<number>(bounds.length + 1).fill(0), milliseconds: 0 }));
      let bucket = 0;
      while (milliseconds > (bounds[bucket] as number)) bucket++;
      (known.buckets[bucket] as number)++;
      known.milliseconds += milliseconds;
    };
  }
}

function watch(raw: ServerResponse, observer: AnswerObserver): void {
  if (raw instanceof Answer) {
    raw.observer = observer;
    return;
  }
  // Requests made inside the process (`inject`) come with an answer of another making.
  const beganAt = performance.now();
  raw.once('finish', () => observer(raw.req.method ?? '', raw.statusCode, performance.now() - beganAt));
}

function valuesOf({ url, counts }: Route) {
  return counts.flatMap(({ method, status, buckets, milliseconds }) => {
    const labels = { method, route: url, status: String(status) };
    let sum = 0;
    const values = buckets.map((count, index) => {
      const bound = bounds[index];
      return { metricName: `${name}_bucket`, labels: { le: bound === undefined ? '+Inf' : bound / 1000, ...labels }, value: (sum += count) };
    });
    return [...values, { metricName: `${name}_sum`, labels, value: milliseconds / 1000 }, { metricName: `${name}_count`, labels, value: sum }];
  });
}
