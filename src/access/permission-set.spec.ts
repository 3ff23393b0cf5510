import { expect, it } from '@jest/globals';
import { allExcept, everything, holds, namesOf, only } from './permission-set.js';
import { builtInPermissions } from './permissions.js';

it('holds exactly its names when closed, everything else when open', () => {
  expect(holds(only(['a.read']), 'a.read')).toBe(true);
  expect(holds(only(['a.read']), 'a.write')).toBe(false);
  expect(holds(allExcept(['a.read']), 'a.read')).toBe(false);
  expect(holds(allExcept(['a.read']), 'a.write')).toBe(true);
  expect(holds(everything, 'not.yet-invented')).toBe(true);
  expect(holds(only([]), 'a.read')).toBe(false);
});

it('takes no name that merely looks like one it holds', () => {
  const set = only(['problem.read']);
  for (const name of ['problem.read ', ' problem.read', 'Problem.read', 'problem.rea', 'problem.read.all', 'problem', 'problem.*', '*', '', '__proto__', 'constructor']) {
    expect(holds(set, name)).toBe(false);
  }
});

it('lists what it holds in the order of what is known', () => {
  expect(namesOf(only(['c', 'a']), ['a', 'b', 'c'])).toEqual(['a', 'c']);
  expect(namesOf(allExcept(['b']), ['a', 'b', 'c'])).toEqual(['a', 'c']);
});

it('knows each built-in permission once, described for people', () => {
  const names = builtInPermissions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, description } of builtInPermissions) {
    expect(name).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(description).toMatch(/^[A-Z].+[^.]$/);
  }
});
