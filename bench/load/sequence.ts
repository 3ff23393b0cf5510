import { seededRandom } from './random.js';

/** Requests before the sequence starts over: long enough that 1,000 keys come in no order a cache could profit from. */
const LENGTH = 20_000;

/**
 * A fixed order of requests: exactly `badShare` of it bad ones, spread at random but the same for every run with this `seed`.
 * Good ones are drawn evenly at random, bad ones taken in turn. Without bad ones it holds good ones only.
 */
export function makeSequence<T>(good: readonly T[], bad: readonly T[], badShare: number, seed: number): T[] {
  if (good.length === 0) throw new Error('A load needs at least one good request.');
  const random = seededRandom(seed);
  const badCount = bad.length === 0 ? 0 : Math.round(LENGTH * badShare);
  const sequence = Array.from({ length: LENGTH }, (_, index) =>
    index < badCount ? bad[index % bad.length]! : good[Math.floor(random() * good.length)]!,
  );
  for (let last = sequence.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [sequence[last], sequence[other]] = [sequence[other]!, sequence[last]!];
  }
  return sequence;
}
