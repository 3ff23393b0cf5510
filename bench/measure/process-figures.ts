import { readFileSync } from 'node:fs';

/** `/proc` counts in USER_HZ, which Linux fixes at 100 per second for user space on every common architecture. */
const TICKS_PER_SECOND = 100;

/** CPU seconds (user and system, all threads) a process and those it has started use so far; undefined where the system does not tell (not Linux). */
export function cpuSeconds(pid: number): number | undefined {
  const own = ownCpuSeconds(pid);
  return own === undefined ? undefined : childrenOf(pid).reduce((sum, child) => sum + (cpuSeconds(child) ?? 0), own);
}

/** The processes it has started (from its main thread) that are alive. */
function childrenOf(pid: number): number[] {
  const text = readProc(pid, `task/${pid}/children`) ?? '';
  return text.split(' ').filter(Boolean).map(Number);
}

function ownCpuSeconds(pid: number): number | undefined {
  const stat = readProc(pid, 'stat');
  if (stat === undefined) return undefined;
  // The command's name (field 2) may hold blanks and brackets: count the fields behind its last bracket. utime is 14, stime 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process in MB (1 MB = 1,000,000 bytes); undefined where the system does not tell (not Linux). */
export function residentMegabytes(pid: number): number | undefined {
  const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readProc(pid, 'status') ?? '')?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}

function readProc(pid: number, file: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}
