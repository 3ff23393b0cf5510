import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { SharedCommits, Transaction } from '../../src/platform/database/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';

onEachDatabase('writes that share a commit', (database) => {
  let server: TestServer;
  let transaction: Transaction;
  let seen: DataSource;
  beforeAll(async () => {
    server = await TestServer.start(database);
    transaction = server.app.get(Transaction);
    seen = (await server.another()).get(DataSource);
    await server.app.get(DataSource).query('CREATE TABLE counted (value integer PRIMARY KEY)');
  });
  afterAll(() => server?.stop());

  const written = async () => (await seen.query<{ value: number }[]>('SELECT value FROM counted ORDER BY value')).map(({ value }) => value);
  const shared = (fails?: number) => {
    const sizes: number[] = [];
    const commits = new SharedCommits<number, string>(transaction, async (items) => {
      sizes.push(items.length);
      for (const item of items) {
        await transaction.manager.query('INSERT INTO counted (value) VALUES (?)', [item]);
        if (item === fails) throw new Error('this one cannot be written');
      }
      return items.map((item) => `wrote ${item}`);
    });
    return { commits, sizes };
  };

  it('are all there when they are answered, each with its own answer, in far fewer transactions', async () => {
    const { commits, sizes } = shared();
    const numbers = Array.from({ length: 250 }, (_, i) => i);
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const answer = await commits.add(number);
        expect(await written()).toContain(number);
        return answer;
      }),
    );
    expect(answers).toEqual(numbers.map((number) => `wrote ${number}`));
    expect(await written()).toEqual(numbers);
    expect(sizes.length).toBeLessThan(10);
  });

  it('are none of them there when one fails: everybody who took part is told, and the next one goes on', async () => {
    const before = await written();
    const { commits } = shared(1_005);
    const outcomes = await Promise.allSettled([1_001, 1_003, 1_005, 1_007].map((number) => commits.add(number)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(await written()).toEqual(before);
    expect(await commits.add(1_009)).toBe('wrote 1009');
    expect(await written()).toEqual([...before, 1_009]);
  });

  it('run in the context of none of those who asked', async () => {
    const context = new AsyncLocalStorage<string>();
    const found: (string | undefined)[] = [];
    const commits = new SharedCommits<number, null>(transaction, (items) => {
      found.push(context.getStore());
      return Promise.resolve(items.map(() => null));
    });
    await context.run('a request', () => Promise.all([commits.add(1), commits.add(2)]));
    expect(found).toEqual([undefined]);
  });
});
