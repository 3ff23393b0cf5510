import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Hints } from '../hints/hints.js';
import type { RedisLine } from '../hints/redis-line.js';
import { Rumours } from './rumours.js';

/** Longer than it is looked at. */
const long = 2_000;

/** Hints that are said by the test. */
function stage(): { rumours: Rumours; say: (text: string) => void } {
  let say: (text: string) => void = () => undefined;
  const line = { isConnected: true, open: (hear: typeof say) => void (say = hear), send: () => true, close: async () => undefined };
  const hints = new Hints(line as Partial<RedisLine> as RedisLine);
  hints.open();
  return { rumours: new Rumours(hints), say: (text) => say(text) };
}

const isOver = (pause: Promise<void>): Promise<boolean> => Promise.race([pause.then(() => true), sleep(50, false)]);

it('ends a pause once each node that is waited for is said to have applied a later round', async () => {
  const { rumours, say } = stage();
  const pause = rumours.pause(long, new Map([['a', 3], ['b', 7]]));
  for (const text of ['applied a 3', 'applied b 8', 'applied c 9', 'applied', 'changed 0.4', 'noise']) say(text);
  expect(await isOver(pause)).toBe(false);
  say('applied a 4');
  await pause;
  // What was said before a look, and did not show in it, is said no more.
  rumours.forget();
  expect(await isOver(rumours.pause(long, new Map([['a', 3]])))).toBe(false);
});

it('takes what was said while it looked into account, and hears nothing when it has stopped', async () => {
  const { rumours, say } = stage();
  say('applied a 4');
  await rumours.pause(long, new Map([['a', 3]]));
  rumours.stop();
  rumours.forget();
  say('applied a 5');
  expect(await isOver(rumours.pause(long, new Map([['a', 4]])))).toBe(false);
});

it('ends a pause in its time when nothing is said', async () => {
  await stage().rumours.pause(1, new Map([['a', 3]]));
});
