import { setImmediate as nextTask } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { Ring } from './ring.js';

it('never holds more than its capacity, however much is put in', () => {
  const ring = new Ring<number>(100);
  for (let i = 0; i < 10_000; i++) {
    ring.put(`key ${i}`, i);
    expect(ring.size).toBeLessThanOrEqual(100);
    expect(ring.get(`key ${i}`)).toBe(i);
  }
  expect(ring.get('key 0')).toBeUndefined();
});

it('keeps what is in use while what is not passes through', () => {
  const ring = new Ring<number>(100);
  for (let i = 0; i < 50; i++) ring.put(`used ${i}`, i);
  for (let i = 0; i < 5_000; i++) {
    ring.put(`passing ${i}`, i);
    for (let j = 0; j < 50; j++) expect(ring.get(`used ${j}`)).toBe(j);
  }
});

it('forgets when everything is in use, too', () => {
  const ring = new Ring<number>(20);
  for (let i = 0; i < 500; i++) {
    ring.put(`${i}`, i);
    for (let j = 0; j <= i; j++) ring.get(`${j}`);
  }
  expect(ring.size).toBe(20);
});

it('replaces and deletes', () => {
  const ring = new Ring<number>(2);
  ring.put('a', 1);
  ring.put('b', 2);
  ring.put('a', 3);
  expect([ring.get('a'), ring.get('b'), ring.size]).toEqual([3, 2, 2]);
  ring.delete('a');
  expect([ring.get('a'), ring.get('b'), ring.size]).toEqual([undefined, 2, 1]);
  ring.delete('b');
  for (let i = 0; i < 5; i++) ring.put(`${i}`, i);
  expect(ring.size).toBe(2);
});

it('lets go of what was deleted and put in anew, also when it was never full and when it was full once', async () => {
  for (const before of [0, 20_000]) {
    const ring = new Ring<object>(10_000);
    for (let i = 0; i < before; i++) ring.put(`before ${i}`, {});
    for (let i = 0; i < before; i++) ring.delete(`before ${i}`);
    const gone = Array.from({ length: 20_000 }, (_, i) => {
      const value = {};
      ring.delete(`key ${i % 30}`);
      ring.put(`key ${i % 30}`, value);
      return new WeakRef(value);
    });
    expect(await stillThere(gone)).toBeLessThan(5_000);
  }
});

/** What a WeakRef is made of stays until the task ends. */
async function stillThere(gone: readonly WeakRef<object>[]): Promise<number> {
  setFlagsFromString('--expose-gc');
  await nextTask();
  (runInNewContext('gc') as () => void)();
  return gone.filter((each) => each.deref() !== undefined).length;
}
