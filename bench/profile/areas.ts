import type { CpuProfile, ProfileNode } from './inspector.js';

/** Microseconds spent in each area, and in each function: only in itself, not in what it calls. */
export interface TimeSpent {
  readonly total: number;
  readonly byArea: ReadonlyMap<string, number>;
  readonly byFunction: ReadonlyMap<string, number>;
}

/** A sample that stands for more was late because the process did not have its core: that time is nobody's. */
const longestSample = 300;

/** Where the time of a profile went; waiting for something to do is left out. */
export function timeSpent({ nodes, samples, timeDeltas }: CpuProfile): TimeSpent {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byArea = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let total = 0;
  samples.forEach((id, index) => {
    const node = byId.get(id);
    const microseconds = Math.min(timeDeltas[index] ?? 0, longestSample);
    if (!node || node.callFrame.functionName === '(idle)' || microseconds < 0) return;
    total += microseconds;
    add(byArea, areaOf(node), microseconds);
    add(byFunction, functionOf(node), microseconds);
  });
  return { total, byArea, byFunction };
}

const add = (sums: Map<string, number>, name: string, value: number): Map<string, number> => sums.set(name, (sums.get(name) ?? 0) + value);

/** A package, a folder of ours, a part of Node, or what V8 names in brackets. */
export function areaOf({ callFrame: { url, functionName } }: ProfileNode): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return "Node's own C++ and the system (no JavaScript running)";
  if (url.startsWith('node:')) return `Node: ${url.slice('node:'.length).replace('internal/', '').split('/')[0]}`;
  const fromPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (fromPackage !== undefined) return fromPackage;
  const own = /\/\.test\/(.+)\/[^/]+\.js$/.exec(url)?.[1];
  if (own !== undefined) return own;
  return url === '' ? `built in: ${functionName || 'anonymous'}` : url;
}

function functionOf({ callFrame: { url, functionName, lineNumber } }: ProfileNode): string {
  const name = functionName || '(anonymous)';
  if (url === '') return name;
  const place = url.replace(/^.*\/node_modules\//, '').replace(/^.*\/\.test\//, '');
  return `${name}  ${place}:${lineNumber + 1}`;
}
