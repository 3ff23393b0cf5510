#!/usr/bin/env node
import { PRODUCT, TESTS, build } from './lib/build.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { endLike, foreground } from './lib/foreground.mjs';
import { chooseNode } from './lib/node.mjs';
import { Failure, say } from './lib/say.mjs';
import { withVerdicts } from './lib/verdicts.mjs';

/**
 * A server that runs for months keeps no source maps in memory (35 MB; what is built reads much like its source), and
 * half of what V8 takes for young objects (26 MB): it clears them away twice as often, and each time has half as many.
 * What only the start needed it gives back after it (30 MB), which V8 does not do by itself (src/serve.ts).
 */
const lean = ['--max-semi-space-size=8', '--expose-gc'];
/** glibc gives each thread an arena of its own, of which little is used (6 MB); two leave compiling and collecting out of the main thread's way. */
const fewArenas = { MALLOC_ARENA_MAX: '2' };
const readable = ['--enable-source-maps'];

/**
 * The entry behind the npm commands. It brings what is missing (a current Node, the packages, the build), does
 * nothing when nothing is missing, and then runs the program. It may use only what Node 20 has built in.
 */
const PROGRAMS = {
  start: { target: PRODUCT, entry: 'dist/program/main.js', flags: lean, env: fewArenas },
  demo: { target: PRODUCT, entry: 'dist/program/cli/demo.js', flags: lean, env: fewArenas },
  openapi: { target: PRODUCT, entry: 'dist/src/cli/openapi.js' },
  bench: { target: TESTS, entry: '.test/bench/main.js' },
};

async function run([command, ...args]) {
  if (command === 'test') {
    const { test } = await import('./lib/test.mjs');
    process.exitCode = await test(args);
    return;
  }
  if (command === 'deaths') return withVerdicts(() => run(deaths(args)));
  if (command === 'faults') return withVerdicts(() => run(faults(args)));
  const program = Object.hasOwn(PROGRAMS, command ?? '') && PROGRAMS[command];
  if (!program) throw new Failure(`usage: node scripts/run.mjs ${[...Object.keys(PROGRAMS), 'test', 'deaths', 'faults'].join('|')} [arguments]`);
  const node = await chooseNode();
  await installDependencies();
  await build(node, program.target);
  endLike(await foreground(node, [...(program.flags ?? readable), program.entry, ...args], { env: { ...program.env, ...process.env } }));
}

/** `deaths [count]`: the tests that kill servers at random moments, that often on each database and among three. */
function deaths([count = '500']) {
  if (!/^[1-9]\d{0,5}$/.test(count)) throw new Failure(`"${count}" is not how often the server is to die`);
  process.env.TEST_DEATHS = count;
  return ['test', 'test/faults/(kill|deaths)'];
}

/**
 * `faults [count] [part]`: everything that goes wrong in test/faults, or in a part of it such as `nodes` or `database/failover`,
 * with that many removals of power under load; a death for every 500.
 */
function faults([count = '2000', part = '']) {
  if (!/^[1-9]\d{0,6}$/.test(count)) throw new Failure(`"${count}" is not how often power is to be taken away`);
  if (!/^[\w/-]*$/.test(part)) throw new Failure(`"${part}" is no part of test/faults`);
  process.env.TEST_REVOCATIONS = count;
  process.env.TEST_DEATHS = String(Math.max(20, Math.round(Number(count) / 500)));
  // One after the other: they would take the machine from one another.
  return ['test', `test/faults/${part}`, '--maxWorkers=1'];
}

run(process.argv.slice(2)).catch((error) => {
  say(error instanceof Failure ? error.message : error.stack);
  process.exitCode = 1;
});
