import { expect, it } from '@jest/globals';
import { scaleTop } from './bar-plot.js';

it('the scale of a plot ends at or a little above the highest bar, and is marked with whole numbers', () => {
  for (let most = 0; most <= 25_000; most++) {
    const top = scaleTop(most);
    expect([most, top >= most, top <= Math.max(2, 2 * most), Number.isInteger(top / 2)]).toEqual([most, true, true, true]);
  }
});
