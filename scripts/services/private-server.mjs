import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN = 30_000;
const STOP_WITHIN = 10_000;
const ATTEMPTS = 3;

/**
 * A server for one test run, in a folder of its own that goes with it, on a port that is free.
 * - `prepare(folder)`: fills the folder;
 * - `command(folder, port)`: `[program, arguments]`, which must stay in the foreground;
 * - `isReady(port)`: whether it answers.
 * Answers `{ port, stop, end, again }`: `end(signal)` ends it and keeps its folder, `again(...more)` starts it there anew,
 * on the same port, with more arguments.
 */
export async function startPrivate({ name, label, prepare, command, isReady }) {
  sweep(label);
  // Readable for us alone. The owner's process id in its name lets a later run see that this one was killed.
  const folder = mkdtempSync(join(tmpdir(), `${prefixOf(label)}${process.pid}-`));
  let child;
  const stopNow = () => {
    child?.kill('SIGKILL');
    remove(folder);
  };
  process.once('exit', stopNow);
  const stop = async () => {
    await end(child);
    remove(folder);
    process.removeListener('exit', stopNow);
  };
  const again = async (port, more) => {
    const [program, args] = command(folder, port);
    child = launch(folder, [program, [...args, ...more]]);
    if (!(await becomesReady(child, () => isReady(port)))) throw new Error(`${name} did not start again: ${lastLines(folder)}`);
  };
  try {
    await prepare(folder);
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      child = launch(folder, command(folder, port));
      if (await becomesReady(child, () => isReady(port))) return { port, stop, end: (signal) => end(child, signal), again: (...more) => again(port, more) };
      await end(child);
      const log = readFileSync(join(folder, 'log'), 'utf8');
      // Somebody else may take the port between our look and the server's start.
      if (attempt < ATTEMPTS && /address already in use/i.test(log)) continue;
      throw new Error(`${name} did not start: ${lastLines(folder)}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A group of its own: Ctrl-C in the terminal must not end it before the tests that use it. */
function launch(folder, [program, args]) {
  const log = openSync(join(folder, 'log'), 'w');
  const child = spawn(program, args, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.on('error', (error) => writeFileSync(join(folder, 'log'), error.message));
  if (child.pid) writeFileSync(join(folder, 'server.pid'), String(child.pid));
  return child;
}

async function becomesReady(child, isReady) {
  const until = Date.now() + READY_WITHIN;
  while (isRunning(child) && Date.now() < until) {
    if (await isReady()) return isRunning(child);
    await sleep(50);
  }
  return false;
}

function isRunning(child) {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function lastLines(folder) {
  return readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(-5).join('\n');
}

async function end(child, signal = 'SIGTERM') {
  if (!isRunning(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
  await ended;
  clearTimeout(hard);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The host's name, because containers may share a temporary folder but not their process ids. */
function prefixOf(label) {
  return `latchkey-${label}-${hostname().replace(/\W/g, '_')}-`;
}

/** A run that was killed could not stop its server: end those whose owner is gone, and remove what they left. */
function sweep(label) {
  const prefix = prefixOf(label);
  for (const entry of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (exists(Number.parseInt(entry.slice(prefix.length), 10))) continue;
    const folder = join(tmpdir(), entry);
    try {
      const pid = Number(readFileSync(join(folder, 'server.pid'), 'utf8'));
      // The number may belong to somebody else by now: only a process that names this very folder is ours.
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) process.kill(pid, 'SIGKILL');
    } catch {
      // No server, or not ours to end.
    }
    remove(folder);
  }
}

function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // Another user's, or still being written: it is only a leftover in the temporary folder.
  }
}
