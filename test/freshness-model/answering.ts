import { type Outcome, type Rules, serversOf } from './rules.js';
import { noReading, type Reading, type State } from './state.js';

/** Requests for the key: answered from memory, else by a reading, or by one that is under way. */
export function answering(state: State, rules: Rules): Outcome[] {
  const { node } = state;
  const { reading } = node;
  const sent = state.acknowledged ? 'after' : 'before';
  const may = rules.holdsLease(node);
  if (reading.phase === 'none') {
    if (node.remembers || node.registration === 0 || (!may && rules.has('read under a lease'))) return [];
    const begun: Reading = { ...noReading, phase: 'begun', registration: node.registration, round: node.lease.round, starter: sent };
    return [[`a request, sent ${sent} the acknowledgement, is not answered from memory: a reading begins`, withReading(state, begun)]];
  }
  // Only those who come after the acknowledgement can be wronged.
  const joins = state.acknowledged && reading.joined === 'nobody' && may;
  return [
    ...(joins ? [['a request, sent after the acknowledgement, joins the reading', withReading(state, { ...reading, joined: sent })] as const] : []),
    ...(reading.phase === 'begun' ? fetching(state, rules) : [['the reading ends, and its requests are answered', finish(state, rules)] as const]),
  ];
}

/** Whether the node would now answer from memory by what was taken away. */
export const wouldAcceptWrongly = (state: State, rules: Rules): boolean => state.acknowledged && state.node.remembers && rules.holdsLease(state.node);

const withReading = (state: State, reading: Reading): State => ({ ...state, node: { ...state.node, reading } });

function fetching(state: State, rules: Rules): Outcome[] {
  const { reading } = state.node;
  return serversOf(state).map(([name, { row, accepts, change }]) => {
    const shows = row.registration === reading.registration && row.begun >= reading.round;
    if (rules.has('read where leased') && !shows) return [`the reading meets ${name}, which does not show the lease: it fails`, withReading(state, noReading)];
    return [`the reading finds in ${name} that the key is ${accepts ? 'good' : 'not'}`, withReading(state, { ...reading, phase: 'done', registration: 0, round: 0, change, accepts })];
  });
}

function finish(state: State, rules: Rules): State {
  const { node } = state;
  const { accepts, change, starter, joined } = node.reading;
  const isKnown = change === node.knownChange;
  const isJoinedWrongly = joined === 'after' && (isKnown || !rules.has('check what was joined'));
  const remembers = accepts && (isKnown || !rules.has('remember what is known'));
  return {
    ...state,
    wronged: state.wronged || (accepts && (starter === 'after' || isJoinedWrongly)),
    node: { ...node, remembers: node.remembers || remembers, reading: noReading },
  };
}
