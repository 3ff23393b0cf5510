import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../measure/process-figures.js';
import { LoadConnection, type LoadDriver } from './connection.js';
import { Histogram } from './histogram.js';
import type { LoadJob, LoadResult } from './job.js';
import { prepareRequest, type PreparedRequest } from './request.js';
import { makeSequence } from './sequence.js';

/** An answer that takes longer counts as missing. */
const LONGEST_WAIT_MILLISECONDS = 5_000;
const WRONG_EXAMPLES = 5;

/** Loads the server as `job` says and measures between the end of the warm-up and the end of the load. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const load = new RollingLoad(
    makeSequence(job.good.map(prepareRequest), job.bad.map(prepareRequest), job.badShare, job.seed),
  );
  const connections = Array.from({ length: job.connections }, () => new LoadConnection(job.port, load));
  await sleep(job.warmUpSeconds * 1000);

  load.latencies = new Histogram();
  load.answers = 0;
  const from = { time: performance.now(), own: process.cpuUsage(), server: cpuSeconds(job.serverPid) };
  await sleep(job.seconds * 1000);
  const serverCpu = cpuSeconds(job.serverPid);
  const own = process.cpuUsage(from.own);
  const now = performance.now();
  const { answers, latencies } = load;

  for (const connection of connections) {
    if (connection.waitedMilliseconds(now) > LONGEST_WAIT_MILLISECONDS) load.wrong('no answer for more than 5 s');
    connection.close();
  }
  if (answers === 0) load.wrong('not a single right answer');
  return {
    answers,
    seconds: (now - from.time) / 1000,
    serverCpuSeconds: serverCpu === undefined || from.server === undefined ? undefined : serverCpu - from.server,
    generatorCpuSeconds: (own.user + own.system) / 1e6,
    p50Milliseconds: latencies.percentile(0.5),
    p99Milliseconds: latencies.percentile(0.99),
    wrong: load.wrongCount,
    wrongExamples: load.wrongExamples,
  };
}

/** Hands out the sequence over and over to all connections and counts their outcomes. */
class RollingLoad implements LoadDriver {
  answers = 0;
  latencies = new Histogram();
  wrongCount = 0;
  readonly wrongExamples: string[] = [];
  private position = 0;

  constructor(private readonly sequence: readonly PreparedRequest[]) {}

  next(): PreparedRequest {
    const request = this.sequence[this.position]!;
    this.position = (this.position + 1) % this.sequence.length;
    return request;
  }

  right(milliseconds: number): void {
    this.answers += 1;
    this.latencies.record(milliseconds);
  }

  wrong(reason: string): void {
    this.wrongCount += 1;
    if (this.wrongExamples.length < WRONG_EXAMPLES) this.wrongExamples.push(reason);
  }
}
