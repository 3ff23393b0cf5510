import { leaseTicks, oldest, type Outcome, type Rules } from './rules.js';
import { type Ages, type Fault, idleChanger, newNode, noRow, type State } from './state.js';

const setBackTicks = 2;

/** Time passes, and things go wrong. */
export function passing(state: State, rules: Rules): Outcome[] {
  return [
    ['time passes', pass(state, 1, 1)],
    ...fault(state, 'slow clock', 'time passes, and both clocks of the node are slow', pass(state, 0, 0)),
    ...sleeping(state),
    ...fault(state, 'clock set back', 'the wall clock of the node is set back', onAges(state, ({ monotonic, wall }) => ({ monotonic, wall: wall - setBackTicks }))),
    ...fault(state, 'crash', 'the node crashes and starts anew', { ...state, node: newNode }),
    ...timer(state, rules),
    ...(state.changer.phase === 'idle' && state.backup ? fault(state, 'other change', 'something else is changed', otherChange(state)) : []),
    ...fault(state, 'failover', 'another server becomes the primary', { ...state, old: state.primary }),
    ...restoring(state),
    ...sweeping(state, rules),
  ];
}

function fault(state: State, name: Fault, label: string, next: State): Outcome[] {
  return state.left[name] > 0 ? [[label, { ...next, left: { ...next.left, [name]: state.left[name] - 1 } }]] : [];
}

/** As long as it likes. */
function sleeping(state: State): Outcome[] {
  return state.left.suspended > 0 ? [['the machine of the node sleeps: its monotonic clock stands still', pass(state, 0, 1)]] : [];
}

const older = (age: number, by: number): number => Math.min(age + by, oldest);

function pass(state: State, monotonicTicks: number, wallTicks: number): State {
  const { changer, sweeper } = state;
  const aged = onAges(state, ({ monotonic, wall }) => ({ monotonic: Math.min(monotonic + monotonicTicks, leaseTicks), wall: Math.min(wall + wallTicks, oldestWall(state)) }));
  const isCounting = changer.phase === 'committed' || changer.phase === 'waiting';
  return {
    ...aged,
    changer: isCounting ? { ...changer, age: older(changer.age, 1) } : changer,
    sweeper: sweeper.registration > 0 ? { ...sweeper, age: older(sweeper.age, 1) } : sweeper,
  };
}

/** A clock that can still be set back must say how old a lease really is. */
const oldestWall = ({ left }: State): number => (left['clock set back'] > 0 ? leaseTicks + setBackTicks : leaseTicks);

function onAges(state: State, change: (ages: Ages) => Ages): State {
  const { node } = state;
  const lease = node.lease.round > 0 ? { ...node.lease, ...change(node.lease) } : node.lease;
  const renewal = node.renewal.phase === 'idle' ? node.renewal : { ...node.renewal, ...change(node.renewal) };
  return { ...state, node: { ...node, lease, renewal } };
}

/** Without looking at the clocks at once, a timer says that the lease is over: whenever it comes to run. */
function timer(state: State, rules: Rules): Outcome[] {
  const { node } = state;
  if (rules.has('look at once') || !node.lease.flag || rules.isYoung(node.lease)) return [];
  return [['the timer runs', { ...state, node: { ...node, lease: { ...node.lease, flag: false } } }]];
}

function otherChange(state: State): State {
  const change = state.lastChange + 1;
  return { ...state, primary: { ...state.primary, epoch: state.primary.epoch + 1, change }, lastChange: change };
}

/**
 * While a backup is restored nobody can renew, and that takes longer than a lease.
 * What was acknowledged after the backup is gone with it; what is acknowledged afterwards must hold.
 */
function restoring(state: State): Outcome[] {
  const { backup } = state;
  if (state.left.restore === 0) return [];
  if (!backup) return [['a backup is made', { ...state, backup: state.primary }]];
  let away = state;
  for (let ticks = 0; ticks < leaseTicks; ticks++) away = pass(away, 1, 1);
  const restored: State = {
    ...away,
    primary: backup,
    backup: null,
    acknowledged: false,
    changer: state.changer.phase === 'idle' ? state.changer : { ...idleChanger, phase: 'done' },
    node: { ...away.node, reading: { ...away.node.reading, starter: 'before', joined: 'nobody' } },
  };
  return fault(state, 'restore', 'the backup is restored', restored);
}

function sweeping(state: State, rules: Rules): Outcome[] {
  const { sweeper, primary, left } = state;
  const { row } = primary;
  if (left.sweep === 0) return [];
  const isNew = row.registration > 0 && (sweeper.registration !== row.registration || sweeper.begun !== row.begun);
  const looks: Outcome[] = isNew ? [['another node sees the row', { ...state, sweeper: { registration: row.registration, begun: row.begun, age: 0 } }]] : [];
  const isSeen = sweeper.registration > 0 && sweeper.registration === row.registration;
  const isOld = sweeper.begun === row.begun && sweeper.age >= rules.waitTicks;
  if (!isSeen || (!isOld && rules.has('sweep what is old'))) return looks;
  return [...looks, ...fault(state, 'sweep', 'another node removes the row', { ...state, primary: { ...primary, row: noRow } })];
}
