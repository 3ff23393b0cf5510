import { beforeEach, describe, expect, it } from '@jest/globals';
import { busy } from '../../../errors/index.js';
import { FactMemory } from './fact-memory.js';
import { FactSource, type Fetched } from '../fact-source.js';
import type { Load } from '../load.js';

interface Fact {
  readonly shard: number;
  readonly text: string;
}

/** Readings end when the test says so, and with what it says. */
class DrivenSource extends FactSource {
  held = true;
  /** Whether readings show what this node knows. */
  known = true;
  readonly readings: PromiseWithResolvers<Fact | null>[] = [];

  look(): boolean {
    return this.held;
  }

  async regain(): Promise<void> {
    if (!this.held) throw busy();
  }

  read<T>(): Promise<T> {
    const reading = Promise.withResolvers<Fact | null>();
    this.readings.push(reading);
    return reading.promise as Promise<T>;
  }

  readAnew<T>(): Promise<T> {
    return this.read<T>();
  }

  async fetch<T>(): Promise<Fetched<T>> {
    const value = await this.read<T>();
    return { value, mayKeep: this.known };
  }

  hasReached(): boolean {
    return true;
  }

  apply(): void {}

  settle() {
    return { nodes: 1, waitedMs: 0 };
  }

  close(): void {}
}

const nothing = function* (): Load<Fact | null> {
  return null;
};

describe('what is remembered', () => {
  let source: DrivenSource;
  let memory: FactMemory<Fact>;
  beforeEach(() => {
    source = new DrivenSource(1_000);
    memory = new FactMemory<Fact>(source, { name: 'facts', share: 1, shardsOf: ({ shard }) => [0, shard] });
  });

  const read = async (key: string, fact: Fact | null): Promise<Fact | null> => {
    const found = memory.load(key, nothing);
    source.readings.at(-1)?.resolve(fact);
    return found;
  };

  it('does not hold what a server says that is not where this node is', async () => {
    source.known = false;
    const fact = { shard: 7, text: 'old' };
    expect(await read('a', fact)).toBe(fact);
    expect(memory.get('a')).toBeUndefined();
  });

  it('is used until a shard it rests on changes, and not longer', async () => {
    const fact = { shard: 7, text: 'a' };
    expect(memory.get('a')).toBeUndefined();
    expect(await read('a', fact)).toBe(fact);
    expect(memory.get('a')).toBe(fact);
    source.versions.raise(8);
    expect(memory.get('a')).toBe(fact);
    source.versions.raise(7);
    expect(memory.get('a')).toBeUndefined();
    await read('a', fact);
    source.versions.raise(0);
    expect(memory.get('a')).toBeUndefined();
    await read('a', fact);
    source.versions.raiseAll();
    expect(memory.get('a')).toBeUndefined();
  });

  it('is not used while the source cannot say what has changed', async () => {
    await read('a', { shard: 7, text: 'a' });
    source.held = false;
    expect(memory.get('a')).toBeUndefined();
    source.held = true;
    expect(memory.get('a')).toEqual({ shard: 7, text: 'a' });
  });

  it('is not what was read while its shard moved', async () => {
    const reading = memory.load('a', nothing);
    source.versions.raise(7);
    source.readings[0]?.resolve({ shard: 7, text: 'old' });
    expect(await reading).toEqual({ shard: 7, text: 'old' });
    expect(memory.get('a')).toBeUndefined();
  });

  it('is read once for all who ask meanwhile', async () => {
    const readings = [memory.load('a', nothing), memory.load('a', nothing), memory.load('a', nothing)];
    expect(source.readings).toHaveLength(1);
    source.readings[0]?.resolve({ shard: 7, text: 'a' });
    for (const reading of readings) expect(await reading).toEqual({ shard: 7, text: 'a' });
  });

  it('is read anew for whoever joined a reading that began before a change', async () => {
    const first = memory.load('a', nothing);
    source.versions.raise(7);
    const second = memory.load('a', nothing);
    source.readings[0]?.resolve({ shard: 7, text: 'old' });
    expect(await first).toEqual({ shard: 7, text: 'old' });
    while (source.readings.length < 2) await Promise.resolve();
    source.readings[1]?.resolve({ shard: 7, text: 'new' });
    expect(await second).toEqual({ shard: 7, text: 'new' });
    expect(memory.get('a')).toEqual({ shard: 7, text: 'new' });
  });

  it('is joined by nobody who cannot know what has changed', async () => {
    const first = memory.load('a', nothing);
    source.held = false;
    const second = memory.load('a', nothing);
    source.readings[0]?.resolve({ shard: 7, text: 'a' });
    await expect(second).rejects.toMatchObject({ status: 503 });
    expect(await first).toEqual({ shard: 7, text: 'a' });
  });

  it('is nothing when the reading failed, and the next one tries again', async () => {
    const failing = memory.load('a', nothing);
    source.readings[0]?.reject(busy());
    await expect(failing).rejects.toMatchObject({ status: 503 });
    expect(memory.get('a')).toBeUndefined();
    expect(await read('a', { shard: 7, text: 'a' })).toEqual({ shard: 7, text: 'a' });
  });

  it('may be that something does not exist, until anything changes', async () => {
    expect(await read('a', null)).toBeNull();
    expect(memory.get('a')).toBeNull();
    source.versions.raise(12);
    expect(memory.get('a')).toBeUndefined();
    expect(await read('a', { shard: 7, text: 'a' })).not.toBeNull();
    expect(memory.get('a')).toEqual({ shard: 7, text: 'a' });
  });

  it('has its bounds, and what does not exist cannot push out what is in use', async () => {
    for (let i = 0; i < 900; i++) await read(`key ${i}`, { shard: 7, text: '' });
    for (let i = 0; i < 5_000; i++) await read(`guess ${i}`, null);
    expect(memory.size).toBe(1_000);
    for (let i = 0; i < 900; i++) expect(memory.get(`key ${i}`)).toBeDefined();
    for (let i = 0; i < 5_000; i++) await read(`other ${i}`, { shard: 7, text: '' });
    expect(memory.size).toBe(1_100);
  });

  it('counts how often it served', async () => {
    await read('a', { shard: 7, text: 'a' });
    for (const key of ['a', 'a', 'b']) memory.get(key);
    expect(memory).toMatchObject({ name: 'facts', size: 1, hits: 2, misses: 1 });
    expect(source.memories).toEqual([memory]);
  });
});
