import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { onSignal } from './signals.mjs';

const followParent = new URL('./follow-parent.mjs', import.meta.url).href;

/**
 * Runs a program of ours as if it had been started directly: arguments, environment, standard streams, signals and
 * the exit code pass through. It gets a process group of its own, because Ctrl-C reaches the whole group of the
 * terminal and npm passes it on besides: so every signal arrives once, and the server can end in peace.
 * It never outlives us, even when we are killed: see follow-parent.mjs.
 */
export function foreground(node, args, { input = 'inherit', env = process.env } = {}) {
  const detached = process.platform !== 'win32';
  const child = spawn(node, ['--import', followParent, ...args], {
    cwd: root,
    env: { ...env, LATCHKEY_PARENT: String(process.pid) },
    detached,
    stdio: [input, 'inherit', 'inherit', 'ipc'],
  });
  const forget = onSignal((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      forget();
      resolve({ code, signal });
    });
  });
}

/** Ends this process the way the child ended, so that whoever called us sees the same. */
export function endLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code;
}
