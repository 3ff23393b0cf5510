import type { Cores } from '../cores.js';
import { generateLoad } from '../load/start-generator.js';
import { guardedLoad } from '../rows/growth.js';
import { type SizedDatabase, type SizedProduct, startSized } from '../server/sized.js';
import { CONNECTIONS } from '../settings.js';
import { residentMegabytes } from './process-figures.js';

const CHUNK_SECONDS = 10;

/** The product after every key of a filled database was used. */
export interface MemoryInUse {
  readonly keys: number;
  readonly megabytes: number | undefined;
  /** Of how many keys it remembers the facts. */
  readonly remembered: number;
  /** Share of the uses that needed no reading, while all keys were used at random afterwards. */
  readonly hitRate: number;
  readonly errorExamples: readonly string[];
}

/** Uses every key once, one after the other, and then some at random. */
export async function measureMemoryInUse(database: SizedDatabase, cores: Cores): Promise<MemoryInUse> {
  const server = await startSized(database, cores.server);
  try {
    const errorExamples: string[] = [];
    const run = async (order: 'random' | { from: number }): Promise<number> => {
      const { server: _server, ...work } = guardedLoad(server, undefined, order);
      const job = { port: server.port, serverPid: server.pid, connections: CONNECTIONS, warmUpSeconds: 0, seconds: CHUNK_SECONDS, work, badShare: 0, seed: 1 };
      const result = await generateLoad(job, cores.generator);
      errorExamples.push(...result.wrongExamples);
      return result.answers;
    };
    for (let used = 0; used < database.counts.keys; ) used += await run({ from: used });
    const before = await lookups(server);
    await run('random');
    const after = await lookups(server);
    const hits = after.hit - before.hit;
    const hitRate = hits / (hits + after.miss - before.miss);
    return { keys: database.counts.keys, megabytes: residentMegabytes(server.pid), remembered: after.remembered, hitRate, errorExamples };
  } finally {
    await server.stop();
  }
}

/** As /metrics tells it. */
async function lookups({ port }: SizedProduct): Promise<{ hit: number; miss: number; remembered: number }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const value = (line: string): number => Number(new RegExp(`^${line} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    hit: value('latchkey_fact_lookups_total{kind="keys",result="hit"}'),
    miss: value('latchkey_fact_lookups_total{kind="keys",result="miss"}'),
    remembered: value('latchkey_remembered_facts{kind="keys"}'),
  };
}
