import { type Outcome, type Rules, serversOf } from './rules.js';
import { newNode, type Node, noRenewal, type Renewal, type Server, type State } from './state.js';

/** Note the clocks, write the row, read the changes, apply them: a lease. */
export function renewing(state: State, rules: Rules): Outcome[] {
  const { node } = state;
  const { phase } = node.renewal;
  const readsFirst = !rules.has('read after writing');
  return [
    ...(phase === 'idle' ? [['the node notes its clocks and begins a renewal', withRenewal(state, { phase: 'noted', monotonic: 0, wall: 0 })] as const] : []),
    ...(phase === 'noted' && readsFirst ? reading(state, rules) : []),
    ...((phase === 'noted' && !readsFirst) || phase === 'read, not written' ? writing(state, rules) : []),
    ...(phase === 'written' ? reading(state, rules) : []),
    ...(phase === 'read' ? [['the node applies what it has read: a lease', apply(state, rules)] as const] : []),
    ...publishing(state),
    ...late(state, rules),
  ];
}

const withNode = (state: State, node: Partial<Node>): State => ({ ...state, node: { ...state.node, ...node } });
const withRenewal = (state: State, renewal: Partial<Renewal>): State => withNode(state, { renewal: { ...state.node.renewal, ...renewal } });
const lose = (state: State): State['left'] => ({ ...state.left, lost: state.left.lost - 1 });

function writing(state: State, rules: Rules): Outcome[] {
  const { node, primary } = state;
  if (node.registration > 0 && !rules.has('write own row')) {
    const round = node.attempted + 1;
    return [['the node does not write its row', withNode(state, { confirmed: round, attempted: round, renewal: { ...node.renewal, phase: 'written' } })]];
  }
  if (node.registration === 0) return [['the primary takes the node\'s first row', register(state, rules)]];
  const round = node.attempted + 1;
  const idle = { ...node.renewal, phase: 'idle' } as const;
  const canBeLost = state.left.lost > 0;
  const lost: Outcome[] = canBeLost ? [['the write is late, and the node gives it up', { ...withNode(state, { attempted: round, ghost: round, renewal: idle }), left: lose(state) }]] : [];
  if (!takes(primary, node, round, rules)) return [...lost, ['there is no such row: the node forgets everything', { ...state, node: newNode }]];
  const row = { ...primary.row, begun: round, applied: rules.has('publish what is applied') ? node.lease.round : round };
  const written = { ...state, primary: { ...primary, row } };
  const done = withNode(written, { confirmed: round, attempted: round, renewal: { ...node.renewal, phase: 'written' } });
  return [
    ...lost,
    ...(canBeLost ? [['the primary takes the row, and its answer is lost', { ...withNode(written, { attempted: round, renewal: idle }), left: lose(state) }] as const] : []),
    [`the primary takes the row of round ${round}`, node.renewal.phase === 'read, not written' ? apply(done, rules) : done],
  ];
}

const takes = ({ row }: Server, { registration }: Node, round: number, rules: Rules): boolean =>
  row.registration === registration && (row.begun < round || !rules.has('rounds only grow'));

function register(state: State, rules: Rules): State {
  const registration = state.lastRegistration + 1;
  const primary = { ...state.primary, row: { registration, begun: 1, applied: 0 } };
  const registered = { ...withNode(state, { registration, confirmed: 1, attempted: 1 }), primary, lastRegistration: registration };
  return state.node.renewal.phase === 'read, not written' ? apply(registered, rules) : withRenewal(registered, { phase: 'written' });
}

function reading(state: State, rules: Rules): Outcome[] {
  const { node } = state;
  const isWritten = node.renewal.phase === 'written';
  const mustShow = isWritten && rules.has('read where written') && rules.has('write own row');
  return serversOf(state).map(([name, { row, change, epoch }]) => {
    const shows = row.registration === node.registration && row.begun === node.confirmed;
    if (mustShow && !shows) return [`the node reads ${name}, which does not show its row: the renewal fails`, withRenewal(state, { phase: 'idle' })];
    return [`the node reads in ${name} that the last change is ${change}`, withRenewal(state, { phase: isWritten ? 'read' : 'read, not written', change, epoch, overtaken: false })];
  });
}

function apply(state: State, rules: Rules): State {
  const { node } = state;
  const { change, epoch, monotonic, wall } = node.renewal;
  // What was read before the node's own change is older than what it knows by itself.
  const isOvertaken = node.renewal.overtaken && epoch < node.knownEpoch && rules.has('own changes stay');
  const isSame = isOvertaken || rules.has('compare changes by name') ? change === node.knownChange : epoch === node.knownEpoch;
  const ages = rules.has('lease from noted instant') ? { monotonic, wall } : { monotonic: 0, wall: 0 };
  const lease = { round: node.confirmed, ...ages, flag: rules.isYoung(ages) };
  const known = isOvertaken ? {} : { knownChange: change, knownEpoch: epoch };
  return { ...state, node: { ...node, remembers: node.remembers && isSame, ...known, lease, renewal: noRenewal } };
}

function publishing({ node, primary, ...state }: State): Outcome[] {
  const { row } = primary;
  const { round } = node.lease;
  if (round === 0 || row.registration !== node.registration || row.begun !== round || row.applied >= round) return [];
  return [[`the node publishes round ${round}`, { ...state, node, primary: { ...primary, row: { ...row, applied: round } } }]];
}

/** A write that was given up is carried out after all. */
function late(state: State, rules: Rules): Outcome[] {
  const { node, primary } = state;
  if (node.ghost === 0) return [];
  const row = takes(primary, node, node.ghost, rules) ? { ...primary.row, begun: node.ghost } : primary.row;
  return [['the late write arrives', { ...withNode(state, { ghost: 0 }), primary: { ...primary, row } }]];
}
