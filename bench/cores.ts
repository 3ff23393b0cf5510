import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Which core the servers and which the generator are bound to; undefined where they cannot be bound. */
export interface Cores {
  readonly server: number | undefined;
  readonly generator: number | undefined;
  /** One sentence for the report. */
  readonly note: string;
}

/** Two different cores this process may use, bound with `taskset`; says why not where that is impossible. */
export function chooseCores(): Cores {
  const unbound = (why: string): Cores => ({
    server: undefined,
    generator: undefined,
    note: `NOT PINNED: ${why}; server and generator share the machine as the system likes.`,
  });
  if (process.platform !== 'linux') return unbound(`${process.platform} has no taskset`);
  const [server, generator] = allowedCores();
  if (server === undefined || generator === undefined) return unbound('fewer than two cores');
  if (spawnSync('taskset', ['--version']).error) return unbound('taskset is not installed (util-linux)');
  return { server, generator, note: `Pinned with taskset: servers on core ${server}, generator on core ${generator}.` };
}

/** The program and arguments that run Node with `args` on `core`. taskset replaces itself by Node, so the pid is Node's. */
export function nodeOnCore(core: number | undefined, args: readonly string[]): { command: string; args: string[] } {
  if (core === undefined) return { command: process.execPath, args: [...args] };
  return { command: 'taskset', args: ['-c', String(core), process.execPath, ...args] };
}

/** Numbers of the cores this process may run on, from a line such as `Cpus_allowed_list: 0-3,8`. */
function allowedCores(): number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [from = NaN, to = from] = part.split('-').map(Number);
    return Number.isNaN(from) ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
