import { answering, wouldAcceptWrongly } from './answering.js';
import { changing } from './changing.js';
import type { Machine } from './explorer.js';
import { passing } from './faults.js';
import { hinting } from './hinting.js';
import { renewing } from './renewing.js';
import { normalForm } from './normal-form.js';
import { type Outcome, Rules } from './rules.js';
import type { Safeguard, Situation } from './safeguards.js';
import { type Fault, faults, initialState, type State } from './state.js';
import { stateName } from './state-name.js';

/** The protocol of docs/freshness.md in a situation, with all its safeguards or without one of them. */
export function protocol(situation: Situation, removed?: Safeguard): Machine<State> {
  const rules = new Rules(situation, removed);
  const left = Object.fromEntries(faults.map((fault) => [fault, situation.faults[fault] ?? 0])) as Record<Fault, number>;
  return {
    initial: initialState(left),
    nameOf: stateName,
    steps: (state) => (isOver(state) ? [] : outcomes(state, rules).map(([label, next]) => ({ label, state: normalForm(next) }))),
    violation: (state) => (state.wronged || wouldAcceptWrongly(state, rules) ? 'a request sent after the acknowledgement is accepted' : undefined),
  };
}

const outcomes = (state: State, rules: Rules): Outcome[] => [...renewing(state, rules), ...answering(state, rules), ...changing(state, rules), ...passing(state, rules), ...hinting(state, rules)];

/** Nobody can be wronged any more: nothing is acknowledged and nothing will be, or there is nowhere left to find what was. */
function isOver({ acknowledged, changer, node, old, left }: State): boolean {
  if (!acknowledged) return changer.phase === 'done';
  return !node.remembers && node.reading.phase === 'none' && !old && left.restore === 0;
}
