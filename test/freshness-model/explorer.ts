/** What may happen in a state: what it is called, and what comes of it. */
export interface Step<State> {
  readonly label: string;
  readonly state: State;
}

export interface Machine<State> {
  readonly initial: State;
  /** Everything that can happen next. */
  steps(state: State): Step<State>[];
  /** Says what must never be so; undefined: all is well. */
  violation(state: State): string | undefined;
  /** Two states of one name are the same. */
  nameOf(state: State): string;
}

export interface Exploration {
  readonly states: number;
  /** The shortest way to a state that must never be, with what is wrong there as the last line. */
  readonly trace: readonly string[] | undefined;
}

interface Reached<State> {
  readonly state: State;
  readonly from: Reached<State> | undefined;
  readonly label: string;
}

/** Goes through every order in which things can happen, the short ones first, until something forbidden is reached. */
export function explore<State>(machine: Machine<State>): Exploration {
  const seen = new Set([machine.nameOf(machine.initial)]);
  let frontier: Reached<State>[] = [{ state: machine.initial, from: undefined, label: '' }];
  while (frontier.length > 0) {
    const next: Reached<State>[] = [];
    for (const reached of frontier) {
      for (const { label, state } of machine.steps(reached.state)) {
        const name = machine.nameOf(state);
        if (seen.has(name)) continue;
        seen.add(name);
        const step = { state, from: reached, label };
        const wrong = machine.violation(state);
        if (wrong !== undefined) return { states: seen.size, trace: [...labelsTo(step), wrong] };
        next.push(step);
      }
    }
    frontier = next;
  }
  return { states: seen.size, trace: undefined };
}

function labelsTo<State>(last: Reached<State>): string[] {
  const labels: string[] = [];
  for (let at: Reached<State> | undefined = last; at?.from; at = at.from) labels.push(at.label);
  return labels.reverse();
}
