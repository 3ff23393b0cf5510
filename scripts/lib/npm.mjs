import { basename } from 'node:path';
import { quietly } from './quiet.mjs';

/**
 * npm is run by the Node it came with, not by the one chosen for Latchkey: an old npm is only known to work there.
 * `npm_execpath` is set by npm itself; without it (`node scripts/run.mjs start`) the one in PATH is used.
 */
export function npmCommand() {
  const own = process.env.npm_execpath;
  if (own && basename(own) === 'npm-cli.js') return [process.execPath, own];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * Installs exactly what the lock file says, with integrity checks.
 * - development packages too, also under NODE_ENV=production: the build needs the compiler;
 * - no install scripts: none of our packages needs one (the native ones ship their binaries);
 * - never strict about engines: npm may run on an older Node than the packages will.
 * `where`: another `cwd` than the top folder.
 */
export function npmCi(what, args = [], where = {}) {
  const [command, ...first] = npmCommand();
  const options = ['--include=dev', '--ignore-scripts', '--no-engine-strict', '--no-audit', '--no-fund'];
  return quietly(what, command, [...first, 'ci', ...options, ...args], where);
}
