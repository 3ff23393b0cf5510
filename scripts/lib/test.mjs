import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../services/index.mjs';
import { TESTS, build } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { foreground } from './foreground.mjs';
import { chooseNode } from './node.mjs';
import { npmCommand } from './npm.mjs';
import { quietly } from './quiet.mjs';
import { Failure, say } from './say.mjs';
import { onSignal } from './signals.mjs';
import { report } from './test-report.mjs';

const ci = !['', '0', 'false'].includes(process.env.CI ?? '');

/**
 * `npm test [jest arguments]`: answers the exit code. Services start at once, beside the installation and the build
 * that they do not need, and are always stopped: after a failure and after Ctrl-C too.
 */
export async function test(args) {
  const began = performance.now();
  const services = startServices();
  const problems = [];
  let interrupted;
  let results;
  const forget = onSignal((signal) => (interrupted = signal));
  try {
    const node = await chooseNode();
    await installDependencies();
    if (ci) problems.push(...(await lint()));
    await build(node, TESTS);
    const env = await services.env;
    if (!interrupted) results = await jest(node, args, env);
  } catch (error) {
    problems.push(error instanceof Failure ? error.message : error.stack);
  } finally {
    await services.stop();
    forget();
  }
  if (interrupted) return 128 + constants.signals[interrupted];
  return report({ results, problems, ci, missing: services.missing, args, seconds: (performance.now() - began) / 1000 });
}

/** A lint error does not keep the tests from running: one run tells everything that is wrong. */
async function lint() {
  say('linting…');
  const [command, ...first] = npmCommand();
  try {
    await quietly('lint', command, [...first, 'run', '--silent', 'lint'], { tail: 200 });
    return [];
  } catch (error) {
    return [error.message];
  }
}

/** What Jest found, from its own file and not from its printed lines; undefined when it found no end. */
async function jest(node, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-jest-'));
  const file = join(folder, 'results.json');
  const workers = args.some((arg) => /^(-i|--runInBand|-w\b|--maxWorkers)/.test(arg)) ? [] : [`--maxWorkers=${availableParallelism()}`];
  const options = ['--json', `--outputFile=${file}`, ...workers, ...(ci ? ['--ci'] : []), ...args];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  try {
    const { code } = await foreground(node, [...flags, 'node_modules/jest/bin/jest.js', ...options], { input: 'ignore', env });
    return { ...JSON.parse(readFileSync(file, 'utf8')), code };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
