import { describe, expect, it } from '@jest/globals';
import { explore } from './explorer.js';
import { protocol } from './protocol.js';
import { type Safeguard, safeguards, type Situation, situations } from './safeguards.js';

const patienceMs = 300_000;
const here = situations.filter(({ large }) => !large || process.env['TEST_LONG']);

/** In it nobody can be wronged as long as everything of the protocol is there. */
const situationOf = (removed: Safeguard): Situation => situations.find(({ id }) => id === safeguards[removed].where) as Situation;

describe('power taken away is accepted by no node once that is acknowledged', () => {
  it.each(here)('in every order of things when $name', (situation) => expect(explore(protocol(situation)).trace).toBeUndefined(), patienceMs);
});

it('hints, whatever they say, lead nowhere that is not reached without them', () => {
  const statesWhen = (name: string): number => explore(protocol(situations.find(({ id }) => id === name) as Situation)).states;
  expect(statesWhen('hinted')).toBe(statesWhen('calm'));
});

describe('every safeguard is needed', () => {
  it.each(Object.keys(safeguards) as Safeguard[])(
    'without "%s" there is a way to a wrong answer',
    (removed) => {
      const { trace } = explore(protocol(situationOf(removed), removed));
      if (process.env['TEST_LONG']) process.stdout.write(`without "${removed}":\n  ${trace?.join('\n  ')}\n`);
      expect(trace?.at(-1)).toBe('a request sent after the acknowledgement is accepted');
    },
    patienceMs,
  );
});
