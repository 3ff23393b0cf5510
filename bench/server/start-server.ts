import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeOnCore } from '../cores.js';
import { freePort } from './free-port.js';
import type { RunningServer } from './running-server.js';

const LONGEST_START_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 5;

/** As `npm start` runs the product (scripts/run.mjs). */
const LEAN = { flags: ['--max-semi-space-size=8', '--expose-gc'], env: { MALLOC_ARENA_MAX: '2' } };

/** None of them outlives us. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** How a server is started. */
export interface ServerStart {
  /** The compiled file Node runs. It must listen on 127.0.0.1 at the port in the environment variable `PORT`. */
  readonly script: string;
  /** Answers 200 once the server is ready. */
  readonly readyPath: string;
  /** Variables besides `PORT`; nothing else of this process's environment is passed on but `PATH`, `HOME` and `TMPDIR`. */
  readonly env: Readonly<Record<string, string>>;
  /** The core to bind it to; undefined: none. */
  readonly core: number | undefined;
  /** File for what the server prints. */
  readonly logFile: string;
  /** Starts it ready to be profiled. */
  readonly inspect?: boolean;
  /** Runs it as Node runs anything, not as `npm start` runs the product. */
  readonly plain?: boolean;
}

/** A server that has become ready, and how long that took. */
export interface StartedServer extends RunningServer {
  /** Milliseconds from spawning the process to the first 200 at `readyPath`. */
  readonly readyMilliseconds: number;
}

/** Starts a server and waits until it is ready; throws with its last output when it is not within a minute. */
export async function startServer(start: ServerStart): Promise<StartedServer> {
  const port = await freePort();
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const log = openSync(start.logFile, 'a');
  const spawnedAt = performance.now();
  const { command, args } = nodeOnCore(start.core, [...(start.plain ? [] : LEAN.flags), ...(start.inspect ? ['--inspect=127.0.0.1:0'] : []), start.script]);
  const child = spawn(command, args, {
    stdio: ['ignore', log, log],
    env: { PATH, HOME, TMPDIR, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...(!start.plain && LEAN.env), ...start.env },
  });
  closeSync(log);
  running.add(child);
  const stop = async (): Promise<void> => {
    await end(child);
    running.delete(child);
  };
  while (!(await isReady(port, start.readyPath))) {
    if (child.exitCode !== null || performance.now() - spawnedAt > LONGEST_START_MILLISECONDS) {
      await stop();
      throw new Error(`${start.script} did not become ready. Its output:\n${readFileSync(start.logFile, 'utf8').slice(-4000)}`);
    }
    await sleep(POLL_MILLISECONDS);
  }
  const readyMilliseconds = performance.now() - spawnedAt;
  const inspectorUrl = start.inspect ? /ws:\/\/\S+/.exec(readFileSync(start.logFile, 'utf8'))?.[0] : undefined;
  return { port, pid: child.pid!, inspectorUrl, readyMilliseconds, stop };
}

async function isReady(port: number, path: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Asks the process to end; after 5 s it is killed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(force);
}
