import { expect, it } from '@jest/globals';
import type { Ceiling, Grant } from './caller.js';
import { decide, explain, lacking, mayAt, reach } from './decision.js';
import { allExcept, everything, everyPermission, holds, only, type PermissionSet } from './permission-set.js';

const known = ['problem.read', 'problem.create', 'role.read', 'role.assign', 'audit.read'];
const workspaces = [1001, 1002, 1003];
const targets = [null, ...workspaces].map((workspaceId) => ({ workspaceId }));

/** A small generator of numbers, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const anySet = (draw: (below: number) => number): PermissionSet => {
  const names = known.filter(() => draw(2) === 0);
  return draw(4) === 0 ? allExcept(names) : only(names);
};

const anyGrant = (draw: (below: number) => number): Grant => ({
  permissions: anySet(draw),
  workspaceId: draw(3) === 0 ? null : (workspaces[draw(workspaces.length)] as number),
  source: { kind: 'role', id: 1001 + draw(9), name: 'a role' },
});

const anyCeiling = (draw: (below: number) => number): Ceiling => ({
  kind: 'owner',
  id: 1001,
  grants: Array.from({ length: draw(4) }, () => anyGrant(draw)),
});

/** Many callers with up to three ceilings of up to three grants each. */
function* callers(count = 500): Generator<{ ceilings: Ceiling[] }> {
  const draw = random(20_260_101);
  for (let i = 0; i < count; i++) yield { ceilings: Array.from({ length: draw(4) }, () => anyCeiling(draw)) };
}

it('gives a caller without ceilings nothing', () => {
  for (const target of targets) expect(decide({ ceilings: [] }, known, target)).toEqual({ allowed: false, missingPermissions: known });
  expect(reach({ ceilings: [] }, 'problem.read')).toBe('none');
  expect(lacking({ ceilings: [] }, everything, { workspaceId: null }, known)).toEqual([...known, everyPermission]);
});

it('gives a caller with a ceiling that grants nothing nothing', () => {
  const all: Ceiling = { kind: 'owner', id: 1, grants: [{ permissions: everything, workspaceId: null, source: { kind: 'role', id: 1, name: 'super' } }] };
  const empty: Ceiling = { kind: 'key', id: 2, grants: [] };
  expect(mayAt({ ceilings: [all] }, 'problem.read', { workspaceId: 1001 })).toBe(true);
  for (const ceilings of [[all, empty], [empty, all], [empty]]) {
    expect(mayAt({ ceilings }, 'problem.read', { workspaceId: 1001 })).toBe(false);
    expect(reach({ ceilings }, 'problem.read')).toBe('none');
  }
});

it('allows exactly what every ceiling allows: more ceilings never give more', () => {
  for (const { ceilings } of callers()) {
    for (const permission of known) {
      for (const target of targets) {
        const one = (ceiling: Ceiling) => mayAt({ ceilings: [ceiling] }, permission, target);
        expect(mayAt({ ceilings }, permission, target)).toBe(ceilings.length > 0 && ceilings.every(one));
      }
    }
  }
});

it('does not depend on the order of ceilings', () => {
  for (const { ceilings } of callers()) {
    for (const permission of known) expect(reach({ ceilings: ceilings.toReversed() }, permission)).toEqual(reach({ ceilings }, permission));
  }
});

it('says with reach what it says with mayAt, for every workspace and the organisation as a whole', () => {
  for (const caller of callers()) {
    for (const permission of known) {
      const reached = reach(caller, permission);
      for (const workspaceId of workspaces) {
        expect(reached === 'all' || (reached !== 'none' && reached.has(workspaceId))).toBe(mayAt(caller, permission, { workspaceId }));
      }
      expect(reached === 'all').toBe(mayAt(caller, permission, { workspaceId: null }));
      // Workspaces of tomorrow are reached only by those who reach all of them.
      expect(mayAt(caller, permission, { workspaceId: 9_999 })).toBe(reached === 'all');
      if (typeof reached !== 'string') expect(reached.size).toBeGreaterThan(0);
    }
  }
});

it('lets nobody give more than they hold: what is not lacking is held', () => {
  const draw = random(7);
  for (const caller of callers(300)) {
    const given = anySet(draw);
    for (const target of targets) {
      const missing = lacking(caller, given, target, known);
      const givable = known.filter((name) => holds(given, name) && !missing.includes(name));
      for (const name of givable) expect(mayAt(caller, name, target)).toBe(true);
      for (const name of missing) if (name !== everyPermission) expect(mayAt(caller, name, target)).toBe(false);
      if (given.open && missing.length === 0) {
        // Permissions of tomorrow: each ceiling holds an open set there.
        const open = (ceiling: Ceiling) => ceiling.grants.some((grant) => grant.permissions.open && [null, target.workspaceId].includes(grant.workspaceId));
        expect(caller.ceilings.length > 0 && caller.ceilings.every(open)).toBe(true);
      }
    }
  }
});

it('names every permission that is missing, in the order asked, and none that is not', () => {
  for (const caller of callers(300)) {
    for (const target of targets) {
      const { allowed, missingPermissions } = decide(caller, known, target);
      expect(missingPermissions).toEqual(known.filter((name) => !mayAt(caller, name, target)));
      expect(allowed).toBe(missingPermissions.length === 0);
    }
  }
});

it('explains with the checks that led there: allowed when all passed', () => {
  for (const caller of callers(300)) {
    for (const target of targets) {
      const checks = explain(caller, ['problem.read'], target);
      expect(checks).toHaveLength(caller.ceilings.length);
      expect(checks.length > 0 && checks.every(({ passed }) => passed)).toBe(mayAt(caller, 'problem.read', target));
    }
  }
});
