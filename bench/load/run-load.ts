import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../measure/process-figures.js';
import { LoadConnection } from './connection.js';
import type { LoadJob, LoadResult } from './job.js';
import { Tally } from './tally.js';
import { requestSources } from './work.js';

/** An answer that takes longer counts as missing. */
const LONGEST_WAIT_MILLISECONDS = 5_000;

/** Loads the server as `job` says and measures between the end of the warm-up and the end of the load. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const tally = new Tally();
  const sources = requestSources(job.work, job.connections, job.badShare, job.seed);
  const connections = sources.map((source) => new LoadConnection(job.port, source, tally));
  await sleep(job.warmUpSeconds * 1000);

  tally.restart();
  const from = { time: performance.now(), server: cpuSeconds(job.serverPid) };
  await sleep(job.seconds * 1000);
  const serverCpu = cpuSeconds(job.serverPid);
  const now = performance.now();
  const { answers, latencies } = tally;

  for (const connection of connections) {
    if (connection.waitedMilliseconds(now) > LONGEST_WAIT_MILLISECONDS) tally.wrong('no answer for more than 5 s');
    connection.close();
  }
  if (answers === 0) tally.wrong('not a single right answer');
  return {
    answers,
    seconds: (now - from.time) / 1000,
    serverCpuSeconds: serverCpu === undefined || from.server === undefined ? undefined : serverCpu - from.server,
    p50Milliseconds: latencies.percentile(0.5),
    p99Milliseconds: latencies.percentile(0.99),
    wrong: tally.wrongCount,
    wrongExamples: tally.wrongExamples,
  };
}
