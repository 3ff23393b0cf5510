import { createHash } from 'node:crypto';
import { linkSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';
import { say } from './say.mjs';

const BEAT = 2_000;
const STALE = 60_000;

/**
 * Only one process at a time installs or builds in this checkout; the next waits, then finds nothing left to do.
 * The lock lives outside the checkout, because `npm ci` and builds empty the folders it could live in.
 * It is a file made by link(2), which exists either with its owner's name in it or not at all.
 */
export async function withLock(name, work) {
  const where = createHash('sha256').update(`${realpathSync(root)} ${userInfo().uid}`).digest('hex').slice(0, 12);
  const path = join(tmpdir(), `latchkey-${where}-${name}.lock`);
  const owner = JSON.stringify({ pid: process.pid, at: Date.now() });
  let told = false;
  while (!take(path, owner)) {
    if (breakIfStale(path)) continue;
    if (!told) say(`waiting for another process that is busy with the ${name}…`);
    told = true;
    await sleep(200);
  }
  const release = () => rmSync(path, { force: true });
  const beat = setInterval(() => touch(path), BEAT).unref();
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
}

function take(path, owner) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, owner);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** A lock is stale when its owner is gone, or when it has shown no sign of life for a minute. */
function breakIfStale(path) {
  try {
    const owner = readFileSync(path, 'utf8');
    if (isAlive(JSON.parse(owner).pid) && Date.now() - statSync(path).mtimeMs < STALE) return false;
    // Renamed first: of two waiters who see the same stale lock only one may take it away.
    const aside = `${path}.stale.${process.pid}`;
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') === owner) rmSync(aside);
    else renameSync(aside, path);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody took it for stale; the work goes on, there is nothing better to do.
  }
}
