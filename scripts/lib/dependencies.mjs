import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

const modules = join(root, 'node_modules');
/** Inside node_modules, so that it goes when they go. */
const stamp = join(modules, '.latchkey-lock-hash');

/** Installs the packages when they are missing or are not those of package-lock.json. */
export async function installDependencies() {
  if (isInstalled()) return;
  await withLock('dependencies', async () => {
    if (isInstalled() || adopt()) return;
    say('installing dependencies…');
    rmSync(stamp, { force: true });
    await npmCi('installing the dependencies');
    writeFileSync(stamp, lockHash());
  });
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();
}

function lockHash() {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/**
 * Packages that somebody installed by hand (`npm ci`, `npm install x`) are taken as they are when npm's own record
 * of what is installed says the same as the lock file: a second installation would take half a minute for nothing.
 */
function adopt() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  delete wanted[''];
  const same = (path) => installed[path].version === wanted[path]?.version && installed[path].integrity === wanted[path]?.integrity;
  const complete = Object.keys(wanted).every((path) => path in installed || wanted[path].optional || wanted[path].devOptional);
  if (!complete || !Object.keys(installed).every(same)) return false;
  writeFileSync(stamp, lockHash());
  return true;
}
