import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cores } from '../cores.js';
import type { LoadResult } from '../load/job.js';
import { generateLoad } from '../load/start-generator.js';
import { verifyLoad } from '../rows/verify.js';
import { type Product, startProduct } from '../server/product.js';
import { BAD_SHARE, CONNECTIONS, type Settings } from '../settings.js';
import { median } from './median.js';

/** What `BENCH_ROWS` has to be part of, to have this measured without rows. */
export const recordingName = 'recording of use';

/** Short, because a machine is seldom the same for longer. What was gathered is written every five seconds: in two of five stretches, so as often as ever. */
const STRETCH_SECONDS = 2;

/** Before each stretch, not counted. */
const SETTLING_SECONDS = 0.3;

/** Two in turn and two the other way round: what goes up or down meanwhile counts for both alike. */
const ORDER = ['on', 'off', 'off', 'on'] as const;
const TIMES = 12;

type State = (typeof ORDER)[number];

/** A `verify` with and without recording the use of its key, by one process in turn. */
export interface RecordingCost {
  /** CPU per request of each stretch with recording, as a multiple of the one without beside it. */
  readonly ratios: readonly number[];
  /** Their median; undefined where the system does not tell CPU time. */
  readonly ratio: number | undefined;
  readonly errorExamples: readonly string[];
}

export async function measureRecording(settings: Settings, cores: Cores, directory: string): Promise<RecordingCost | undefined> {
  if (!recordingName.includes(settings.only)) return undefined;
  const data = join(directory, 'recording');
  await mkdir(data);
  const product = await startProduct({ directory: data, core: cores.server, keyCount: settings.keys });
  try {
    const warmUp = await loaded(product, cores, settings.warmUpSeconds);
    const stretches: { state: State; result: LoadResult }[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      for (const state of ORDER) {
        await turn(product, state);
        stretches.push({ state, result: await loaded(product, cores, STRETCH_SECONDS) });
      }
    }
    const ratios = stretches.flatMap(({ state, result }, i) => {
      const beside = stretches[i % 2 === 0 ? i + 1 : i - 1];
      return state === 'on' && beside ? [cpuOf(result) / cpuOf(beside.result)] : [];
    });
    const errorExamples = [warmUp, ...stretches.map(({ result }) => result)].flatMap(({ wrongExamples }) => wrongExamples);
    return { ratios, ratio: ratios.some(Number.isNaN) ? undefined : median(ratios), errorExamples };
  } finally {
    await product.stop();
  }
}

async function turn({ port }: Product, state: State): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/bench/recording/${state}`, { method: 'PUT' });
  if (!answer.ok) throw new Error(`recording was not turned ${state}: ${answer.status}`);
}

function loaded(product: Product, cores: Cores, seconds: number): Promise<LoadResult> {
  const { server, ...work } = verifyLoad(product);
  const load = { port: server.port, serverPid: server.pid, connections: CONNECTIONS, warmUpSeconds: SETTLING_SECONDS, seconds, work };
  return generateLoad({ ...load, badShare: BAD_SHARE, seed: 1 }, cores.generator);
}

/** NaN where the system does not tell. */
const cpuOf = ({ serverCpuSeconds = NaN, answers }: LoadResult): number => serverCpuSeconds / answers;
