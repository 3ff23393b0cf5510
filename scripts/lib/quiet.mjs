import { spawn } from 'node:child_process';
import { root } from './root.mjs';
import { Failure } from './say.mjs';
import { onSignal } from './signals.mjs';

/** Lines that are expected here and would hide the one that matters. */
const NOISE = /EBADENGINE|^npm (warn|notice)|^\s*$/i;

/**
 * Runs another program without showing its output; when it fails, the end of that output is the error.
 * No standard input: nothing here may ever stop to ask a question.
 */
export function quietly(what, command, args, { env = process.env, cwd = root, tail = 30, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout, killSignal: 'SIGKILL' });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    let interrupted = false;
    const forget = onSignal((signal) => {
      interrupted = true;
      child.kill(signal);
    });
    child.on('error', (error) => reject(new Failure(`${what} failed: ${error.message}`)));
    child.on('close', (code, signal) => {
      forget();
      const text = Buffer.concat(output).toString();
      if (interrupted) return reject(new Failure(`${what} was interrupted`));
      if (code === 0) return resolve(text);
      const lines = text.split('\n').filter((line) => !NOISE.test(line));
      const end = signal ? `was ended by ${signal}` : `failed (exit code ${code})`;
      reject(new Failure([`${what} ${end}`, ...lines.slice(-tail)].join('\n')));
    });
  });
}
