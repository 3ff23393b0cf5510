import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { quietly } from '../lib/quiet.mjs';
import { say } from '../lib/say.mjs';
import { findProgram } from './find.mjs';

const GUARD = '/usr/sbin/policy-rc.d';
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
let queue = Promise.resolve();
let updated;

/**
 * Installs the first of several choices of packages that apt-get can install. Throws the reason, for people, when
 * none can be had. One at a time: services start side by side, but apt-get allows only one of itself.
 */
export function installPackages(name, choices) {
  const turn = queue.then(() => install(name, choices));
  queue = turn.catch(() => {});
  return turn;
}

async function install(name, choices) {
  const apt = findProgram(['apt-get']);
  if (!apt || process.getuid?.() !== 0) throw new Error(`${name} is not installed, and only root with apt-get could install it`);
  say(`installing ${name}…`);
  try {
    updated ??= aptGet(apt, 'update');
    await updated;
    await firstOf(choices, (packages) => guarded(() => aptGet(apt, 'install', '-y', '--no-install-recommends', ...packages)));
  } catch (error) {
    throw new Error(`${name} is not installed, and apt-get could not install it: ${lastLine(error.message)}`);
  }
}

async function firstOf(choices, attempt) {
  let failure;
  for (const choice of choices) {
    try {
      return await attempt(choice);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function aptGet(apt, ...args) {
  return quietly(`apt-get ${args[0]}`, apt, ['-o', 'DPkg::Lock::Timeout=120', ...args], { env, timeout: 300_000 });
}

/**
 * While policy-rc.d answers 101, no package starts a server of the whole machine: we start our own, elsewhere.
 * One that is already there belongs to the machine and stays as it is.
 */
async function guarded(work) {
  if (existsSync(GUARD)) return work();
  const remove = () => rmSync(GUARD, { force: true });
  writeFileSync(GUARD, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  process.once('exit', remove);
  try {
    return await work();
  } finally {
    process.removeListener('exit', remove);
    remove();
  }
}

function lastLine(text) {
  return text.trim().split('\n').at(-1);
}
