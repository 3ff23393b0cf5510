import type { Cores } from '../cores.js';
import { generateLoad } from '../load/start-generator.js';
import { whileProfiling } from '../profile/profile-row.js';
import type { Load } from '../rows/row.js';
import { BAD_SHARE, CONNECTIONS, type Settings } from '../settings.js';
import type { Measurement } from './measurement.js';

/** Puts `load` on its server, warm-up first, and answers what was measured. */
export async function measureRow(
  row: { name: string; round: number },
  load: Load,
  settings: Settings,
  cores: Cores,
): Promise<Measurement> {
  const { server, ...work } = load;
  const generated = generateLoad(
    {
      port: server.port,
      serverPid: server.pid,
      connections: CONNECTIONS,
      warmUpSeconds: settings.warmUpSeconds,
      seconds: settings.seconds,
      work,
      badShare: BAD_SHARE,
      seed: row.round + 1,
    },
    cores.generator,
  );
  const { result, profile } = await whileProfiling(server, row.name, settings.warmUpSeconds, generated);
  const cpu = result.serverCpuSeconds;
  return {
    row: row.name,
    round: row.round,
    requestsPerSecond: result.answers / result.seconds,
    cpuMicroseconds: cpu === undefined ? undefined : (cpu * 1e6) / result.answers,
    p50Milliseconds: result.p50Milliseconds,
    p99Milliseconds: result.p99Milliseconds,
    errors: result.wrong,
    errorExamples: result.wrongExamples,
    profile,
    serverShare: cpu === undefined ? undefined : cpu / result.seconds,
  };
}
