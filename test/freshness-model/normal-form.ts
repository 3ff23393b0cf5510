import type { Server, State } from './state.js';

/**
 * The same state, told with the smallest numbers. Only which round or registration is the later one, the next one or
 * the same makes a difference; so a node can renew for ever, and there are still only so many states.
 */
export function normalForm(state: State): State {
  const { old, sweeper } = state;
  const used = sweeper.registration > 0 && state.left.sweep === 0 ? { ...state, sweeper: { registration: 0, begun: 0, age: 0 } } : state;
  const live = old && !old.accepts && old.change === state.primary.change && state.acknowledged ? { ...used, old: null } : used;
  return withRegistrations(withRounds(live));
}

const gap = 2;

/** Rounds keep their order, and those that follow one another go on doing so; wider gaps become narrow ones. */
function withRounds(state: State): State {
  const { node, changer, sweeper, primary, old, backup } = state;
  const { reading, lease } = node;
  let used = (1 << node.confirmed) | (1 << node.attempted) | (1 << node.ghost) | (1 << lease.round) | (1 << reading.round) | (1 << changer.begun) | (1 << sweeper.begun);
  for (const server of [primary, old, backup]) if (server) used |= (1 << server.row.begun) | (1 << server.row.applied);
  const moved = narrow(used);
  if (!moved) return state;
  const server = <S extends Server | null>(one: S): S => one && { ...one, row: { ...one.row, begun: moved(one.row.begun), applied: moved(one.row.applied) } };
  return {
    ...state,
    primary: server(primary),
    old: server(old),
    backup: server(backup),
    changer: { ...changer, begun: moved(changer.begun) },
    sweeper: { ...sweeper, begun: moved(sweeper.begun) },
    node: {
      ...node,
      confirmed: moved(node.confirmed),
      attempted: moved(node.attempted),
      ghost: moved(node.ghost),
      lease: { ...lease, round: moved(lease.round) },
      reading: { ...reading, round: moved(reading.round) },
    },
  };
}

/** Maps the numbers whose bits are set to smaller ones; undefined: they are as small as they can be. */
function narrow(used: number): ((round: number) => number) | undefined {
  const highest = 31 - Math.clz32(used);
  const targets = [0];
  let [last, target] = [0, 0];
  for (let round = 1; round <= highest; round++) {
    if ((used & (1 << round)) === 0) continue;
    target += Math.min(round - last, gap);
    targets[round] = target;
    last = round;
  }
  return last === target ? undefined : (round) => targets[round] as number;
}

function withRegistrations(state: State): State {
  const { node, changer, sweeper, primary, old, backup } = state;
  const order = [node.registration, node.reading.registration, primary.row.registration, old?.row.registration ?? 0, backup?.row.registration ?? 0, changer.registration, sweeper.registration];
  let next = 0;
  let isNormal = true;
  for (const registration of order) {
    if (registration > next + 1) isNormal = false;
    if (registration === next + 1) next++;
  }
  if (isNormal && state.lastRegistration === next) return state;
  const names = new Map([[0, 0]]);
  for (const registration of order) if (!names.has(registration)) names.set(registration, names.size);
  const named = (registration: number): number => names.get(registration) as number;
  const server = <S extends Server | null>(one: S): S => one && { ...one, row: { ...one.row, registration: named(one.row.registration) } };
  return {
    ...state,
    node: { ...node, registration: named(node.registration), reading: { ...node.reading, registration: named(node.reading.registration) } },
    primary: server(primary),
    old: server(old),
    backup: server(backup),
    changer: { ...changer, registration: named(changer.registration) },
    sweeper: { ...sweeper, registration: named(sweeper.registration) },
    lastRegistration: names.size - 1,
  };
}
