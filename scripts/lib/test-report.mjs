import { relative, sep } from 'node:path';
import { root } from './root.mjs';

const SKIPPED = new Set(['pending', 'skipped', 'todo', 'disabled']);

/** Prints what a person and CI want to know at the end, the counts alone on the last line; answers the exit code. */
export function report({ results, problems, ci, missing, args, seconds }) {
  const { passed, failed, skipped } = countsOf(results ?? {});
  const reasons = [...problems];
  if (passed + failed === 0) reasons.push(results || problems.length ? 'No test ran.' : 'Jest ended without a result.');
  if (ci && skipped) reasons.push('Tests were skipped, which CI does not accept.');

  const lines = ['', ...skippedLines(results, missing, args), ...reasons, `Took ${seconds.toFixed(1)} s.`];
  lines.push(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return failed || reasons.length || results?.code ? 1 : 0;
}

/** A file that could not even be loaded has no failed test to count, but failed all the same. */
const countsOf = ({ numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0, numPendingTests = 0, numTodoTests = 0 }) => ({
  passed: numPassedTests,
  failed: numFailedTests + numRuntimeErrorTestSuites,
  skipped: numPendingTests + numTodoTests,
});

/** One line for each suite with skipped tests. With -t, Jest calls everything skipped that was not asked for. */
function skippedLines(results, missing, args) {
  if (!results || args.some((arg) => /^(-t|--testNamePattern)/.test(arg))) return [];
  const suites = new Map();
  for (const { name, assertionResults } of results.testResults) {
    for (const { status, ancestorTitles } of assertionResults) {
      if (!SKIPPED.has(status)) continue;
      const suite = [sourceOf(name), ...ancestorTitles].join(' › ');
      suites.set(suite, (suites.get(suite) ?? 0) + 1);
    }
  }
  return [...suites].map(([suite, count]) => `Skipped: ${suite} (${count}): ${reasonOf(suite, missing)}`);
}

/** Jest runs `.test/test/x.spec.js`; the file that a person knows is `test/x.spec.ts`. */
function sourceOf(compiled) {
  return relative(root, compiled).split(sep).join('/').replace(/^\.test\//, '').replace(/\.js$/, '.ts');
}

/** A suite says in its title or file name which service it needs; another may still lack one, or skip by itself. */
function reasonOf(suite, missing) {
  const named = missing.filter(({ name }) => suite.toLowerCase().includes(name.toLowerCase()));
  if (named.length) return named.map(({ reason }) => reason).join('; ');
  const itself = 'skipped in its own code (skip, todo, or an only elsewhere in the file)';
  return missing.length ? `${missing.map(({ reason }) => reason).join('; ')}; or ${itself}` : itself;
}
