import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

/** Where the benchmark's peers live, with packages and a lock file of their own. */
export const peersFolder = join(root, 'bench', 'peers');

const stamp = join(peersFolder, 'node_modules', '.latchkey-lock-hash');

/** Installs what Latchkey is compared with, when it is missing or other than its lock file says. No part of the product. @throws Failure */
export async function installPeers() {
  if (isInstalled()) return;
  await withLock('peers', async () => {
    if (isInstalled()) return;
    say('installing what is compared with…');
    rmSync(stamp, { force: true });
    await npmCi('installing the peers of the benchmark', ['--omit=optional'], { cwd: peersFolder });
    writeFileSync(stamp, lockHash());
  });
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();
}

function lockHash() {
  return createHash('sha256').update(readFileSync(join(peersFolder, 'package-lock.json'))).digest('hex');
}
