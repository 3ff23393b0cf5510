import { changing } from './changing.js';
import { renewing } from './renewing.js';
import type { Outcome, Rules } from './rules.js';
import { idleChanger, type State } from './state.js';

/**
 * What is heard through Redis: anything, at any time, as often as anybody likes. So there is nothing to count, and a hint
 * that is lost, late, repeated or invented is one of these. It makes a node do at once what it may do at any time.
 */
export function hinting(state: State, rules: Rules): Outcome[] {
  if (!rules.situation.hints) return [];
  const heard = (outcomes: Outcome[]): Outcome[] => outcomes.map(([label, next]) => [`a hint is heard: ${label}`, next]);
  const { renewal } = state.node;
  return [
    ...(renewal.phase === 'idle' ? heard(renewing(state, rules).slice(0, 1)) : []),
    ...(state.changer.phase === 'waiting' ? heard(changing(state, rules)) : []),
    ...believing(state, rules),
  ];
}

/** What a node or a waiting caller must never do. */
function believing(state: State, rules: Rules): Outcome[] {
  const { node, changer } = state;
  const outcomes: Outcome[] = [];
  if (!rules.has('look after a hint') && node.lease.round > 0) {
    outcomes.push(['a hint says that nothing has changed, and the node goes on as if it had renewed', { ...state, node: { ...node, lease: { ...node.lease, monotonic: 0, wall: 0 } } }]);
  }
  if (!rules.has('know by renewing') && node.lease.round > 0) {
    for (let change = 1; change <= state.lastChange; change++) {
      outcomes.push([`a hint says that change ${change} is the last one, and the node believes it`, { ...state, node: { ...node, knownChange: change } }]);
    }
  }
  if (!rules.has('count rows, not hints') && changer.phase === 'waiting') {
    outcomes.push(['a hint says that the node has applied the change: THE CHANGE IS ACKNOWLEDGED', { ...state, changer: { ...idleChanger, phase: 'done' }, acknowledged: true }]);
  }
  return outcomes;
}
