import { cpus, totalmem } from 'node:os';

/** The machine and the runtime in one line. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 1e9);
  return `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cores.length} × ${cores[0]?.model.trim() ?? 'unknown CPU'}, ${memory} GB.`;
}
