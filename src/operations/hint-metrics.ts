import { Counter, Gauge, type Registry } from 'prom-client';
import type { Hints } from '../platform/freshness/index.js';

/** What goes on between nodes beside the database, where it does. */
export function measureHints(registry: Registry, hints: Hints): void {
  if (hints.isConnected === undefined) return;
  new Gauge({
    name: 'latchkey_redis_connected',
    help: '1 while hints can be told and heard; without them changes are acknowledged later',
    registers: [registry],
    collect() {
      this.set(Number(hints.isConnected));
    },
  });
  new Counter({
    name: 'latchkey_hints_total',
    help: 'Hints between nodes: told, dropped because Redis was away or behind, heard, or heard and unreadable',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      this.reset();
      const { told, dropped, heard, unreadable } = hints.figures;
      for (const [what, count] of Object.entries({ told, dropped, heard, unreadable })) this.inc({ what }, count);
    },
  });
  new Counter({
    name: 'latchkey_hinted_looks_total',
    help: 'How often this node looked at the database because of a hint',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(hints.figures.looks);
    },
  });
}
