import { Counter, Gauge, type Registry } from 'prom-client';
import type { MemoryFigures } from '../platform/freshness/index.js';

/** How full the memories of facts are and how often they serve; counted by themselves, read when somebody asks. */
export function measureMemories(registry: Registry, memories: readonly MemoryFigures[]): void {
  new Gauge({
    name: 'latchkey_remembered_facts',
    help: 'Credentials whose facts are remembered, by kind',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const { name, size } of memories) this.set({ kind: name }, size);
    },
  });
  new Counter({
    name: 'latchkey_fact_lookups_total',
    help: 'How often facts were asked for: hit when they were remembered, miss when they had to be read',
    labelNames: ['kind', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, hits, misses } of memories) {
        this.inc({ kind: name, result: 'hit' }, hits);
        this.inc({ kind: name, result: 'miss' }, misses);
      }
    },
  });
}
