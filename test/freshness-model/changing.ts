import { type Outcome, type Rules, serversOf } from './rules.js';
import { type Changer, idleChanger, type Server, type State } from './state.js';

/** Somebody takes the power away, and is told so when no node can accept it any more. */
export function changing(state: State, rules: Rules): Outcome[] {
  const { changer } = state;
  switch (changer.phase) {
    case 'idle':
      return rules.has('rows after the commit') ? committing(state, rules, 'committed') : seeRows(state, rules, 'early');
    case 'early':
      return committing(state, rules, 'waiting');
    case 'unknown':
      return [...readBack(state, rules), ...repeating(state, rules)];
    case 'committed':
      return [...(rules.has('wait for nodes') ? [...seeRows(state, rules, 'waiting'), ...timeIsUp(state, rules)] : [acknowledge(state)]), ...repeating(state, rules)];
    case 'waiting':
      return [...waiting(state, rules), ...repeating(state, rules)];
    default:
      return [];
  }
}

const withChanger = (state: State, changer: Partial<Changer>): State => ({ ...state, changer: { ...state.changer, ...changer } });
const acknowledge = (state: State): Outcome => ['THE CHANGE IS ACKNOWLEDGED', { ...state, changer: { ...idleChanger, phase: 'done' }, acknowledged: true }];

function committing(state: State, rules: Rules, next: Changer['phase']): Outcome[] {
  const { primary, lastChange, left } = state;
  const change = lastChange + 1;
  const committed: State = { ...state, primary: { ...primary, epoch: primary.epoch + 1, change, accepts: false }, lastChange: change };
  const label = `the power is taken away: change ${change}, epoch ${committed.primary.epoch}`;
  if (rules.situation.own) {
    const known = { ...state.node, remembers: false, knownChange: change, knownEpoch: committed.primary.epoch, renewal: { ...state.node.renewal, overtaken: true } };
    return [[label, withChanger(rules.has('own changes at once') ? { ...committed, node: known } : committed, { phase: next, age: 0 })]];
  }
  const unknown = { ...left, lost: left.lost - 1 };
  return [
    [label, withChanger(committed, { phase: next, age: 0 })],
    ...(left.lost > 0
      ? [
          [`${label}; the answer to the commit is lost`, { ...withChanger(committed, { phase: 'unknown' }), left: unknown }] as const,
          ['the commit is lost, and nobody knows', { ...withChanger(state, { phase: 'unknown' }), left: unknown }] as const,
        ]
      : []),
  ];
}

function readBack(state: State, rules: Rules): Outcome[] {
  if (!rules.has('read back')) return [['the outcome of the commit is taken to be good', withChanger(state, { phase: 'committed', age: 0 })]];
  if (state.primary.accepts) return [['the change is not there: 503', withChanger(state, { phase: 'done' })]];
  return [['the change is read back', withChanger(state, { phase: 'committed', age: 0 })]];
}

/** The caller asks again; the key is found as it is to be. */
function repeating(state: State, rules: Rules): Outcome[] {
  if (state.left.repeat === 0 || state.primary.accepts) return [];
  const repeated = { ...withChanger(state, { phase: 'committed', age: 0, registration: 0, begun: 0 }), left: { ...state.left, repeat: state.left.repeat - 1 } };
  return [['the call is repeated, and finds it done', repeated], ...(rules.has('repeats wait') ? [] : [acknowledge(repeated)])];
}

/** Enough by itself, also when no rows can be read. */
const timeIsUp = (state: State, rules: Rules): Outcome[] => (state.changer.age >= rules.waitTicks ? [acknowledge(state)] : []);

/** What says who must be waited for. */
const shows = ({ accepts }: Server, rules: Rules): boolean => !accepts || !rules.has('rows where committed');

function seeRows(state: State, rules: Rules, phase: Changer['phase']): Outcome[] {
  if (rules.situation.own) return [['there is no other node', withChanger(state, { phase, registration: 0 })]];
  return serversOf(state)
    .filter(([, server]) => phase === 'early' || shows(server, rules))
    .map(([name, { row }]) => [`who changes sees in ${name} ${seen(row)}`, withChanger(state, { phase, registration: row.registration, begun: row.begun })]);
}

const seen = ({ registration, begun }: Server['row']): string => (registration === 0 ? 'no node' : `the node in round ${begun}`);

function waiting(state: State, rules: Rules): Outcome[] {
  const { changer } = state;
  const isOver = ({ row }: Server) => row.registration !== changer.registration || row.applied > changer.begun;
  const applied = changer.registration === 0 || serversOf(state).some(([, server]) => shows(server, rules) && isOver(server));
  return applied ? [acknowledge(state)] : timeIsUp(state, rules);
}
