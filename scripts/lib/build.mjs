import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { withLock } from './lock.mjs';
import { quietly } from './quiet.mjs';
import { root } from './root.mjs';
import { say } from './say.mjs';

/** What is built, from what, and where to. `name` is what a person reads. */
export const PRODUCT = { name: 'build', config: 'tsconfig.build.json', out: 'dist', sources: ['src', 'ormconfig.ts'] };
export const TESTS = {
  name: 'test build',
  config: 'tsconfig.test.json',
  out: '.test',
  sources: ['src', 'test', 'bench', 'ormconfig.ts'],
};
const SETTINGS = ['nest-cli.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Builds when anything the output depends on has changed since the last build that succeeded. */
export async function build(node, target) {
  if (lastBuild(target)?.state === inputs(target).state) return;
  await withLock(target.name, async () => {
    // Taken before the compiler starts: what is edited meanwhile counts as changed next time.
    const now = inputs(target);
    const last = lastBuild(target);
    if (last?.state === now.state) return;
    say(`${target === TESTS ? 'building the tests' : 'building'}…`);
    const out = join(root, target.out);
    if (leavesSomethingBehind(last, now)) rmSync(out, { recursive: true, force: true });
    rmSync(stampOf(target), { force: true });
    rmSync(join(out, '.tsbuildinfo'), { force: true });
    const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
    await quietly(`the ${target.name}`, node, [nest, 'build', '-p', target.config], { tail: 200 });
    await bundle(target.out);
    mkdirSync(out, { recursive: true });
    writeFileSync(stampOf(target), JSON.stringify(now));
  });
}

/**
 * The compiler never deletes what it once wrote: without this a deleted spec would run for ever.
 *
 * Its record (.tsbuildinfo) goes before every build. It would save a second, but with isolatedModules it writes only
 * the edited files again, while decorator metadata and the OpenAPI plugin put types of *other* files into the output:
 * after `type Id = string` became `number`, a DTO in another file went on saying string.
 */
function leavesSomethingBehind(last, now) {
  return !last || last.settings !== now.settings || last.files.some((file) => !now.files.includes(file));
}

function stampOf(target) {
  return join(root, target.out, '.build.json');
}

function lastBuild(target) {
  try {
    return JSON.parse(readFileSync(stampOf(target), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Names, sizes and times of all inputs: also sees files that came back with an older time, unlike a "newer than". */
function inputs(target) {
  const describe = (file) => {
    const { size, mtimeMs } = statSync(join(root, file));
    return `${file} ${size} ${mtimeMs}`;
  };
  const hash = (lines) => createHash('sha256').update(lines.join('\n')).digest('hex');
  const files = target.sources.flatMap(filesOf).sort();
  const settings = hash([...SETTINGS, target.config].flatMap(filesOf).map(describe));
  return { state: hash([settings, ...files.map(describe)]), settings, files };
}

function filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(`${path}/${entry.name}`);
    return /\.(ts|tsx|json)$/.test(entry.name) ? [`${path}/${entry.name}`] : [];
  });
}
