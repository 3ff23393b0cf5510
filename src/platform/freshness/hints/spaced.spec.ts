import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Spaced } from './spaced.js';

const everyMs = 5;

it('is not done more often than it may be, however often it is asked for, and is done after the last asking', async () => {
  const began = performance.now();
  let done = 0;
  let lastAsked = 0;
  let lastBegun = 0;
  const spaced = new Spaced(everyMs, async () => {
    done++;
    lastBegun = performance.now();
    await sleep(1);
  });
  for (let i = 0; i < 40; i++) {
    for (let j = 0; j < 100; j++) spaced.ask();
    lastAsked = performance.now();
    await sleep(1);
  }
  while (lastBegun < lastAsked) await sleep(1);
  expect(done).toBeGreaterThan(1);
  expect(done).toBeLessThanOrEqual((performance.now() - began) / everyMs + 1);
});

it('goes on after it has failed, never runs beside itself, and ends', async () => {
  let done = 0;
  let under = 0;
  const spaced = new Spaced(1, async () => {
    expect(++under).toBe(1);
    await sleep(2);
    under--;
    done++;
    throw new Error('of the work');
  });
  while (done < 3) {
    spaced.ask();
    await sleep(1);
  }
  while (under > 0) await sleep(1);
  spaced.stop();
  const before = done;
  spaced.ask();
  await sleep(10);
  expect(done).toBe(before);
});
