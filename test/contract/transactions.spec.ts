import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Problem } from '../../src/features/problems/index.js';
import { Transaction } from '../../src/platform/database/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { dataSourceOf } from './rows.js';

onEachDatabase('transactions beside one another', (database) => {
  let server: TestServer;
  let transaction: Transaction;
  beforeAll(async () => {
    server = await TestServer.start(database);
    transaction = server.app.get(Transaction, { strict: false });
  });
  afterAll(() => server?.stop());

  const insert = (name: string) =>
    transaction.repository(Problem).insert({ organisationId: 1001, workspaceId: null, name, statement: 'for a test', createdAt: 1 });
  const names = async () => (await dataSourceOf(server).manager.find(Problem)).map(({ name }) => name).sort();

  it('do not mix: of 50 at once 25 commit whole and 25 leave nothing', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) =>
        transaction.run(async () => {
          await insert(`${i} first`);
          await sleep(i % 4);
          await insert(`${i} second`);
          if (i % 2 === 1) throw new Error('rolled back');
        }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 'fulfilled' : 'rejected')));
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ message: 'rolled back' });
    const committed = Array.from({ length: 25 }, (_, i) => [`${2 * i} first`, `${2 * i} second`]).flat();
    expect(await names()).toEqual(committed.sort());
  });

  it('keep what was written outside of them while they rolled back', async () => {
    const before = await names();
    const doomed = transaction.run(async () => {
      await insert('inside');
      await sleep(20);
      throw new Error('rolled back');
    });
    const outside = sleep(5).then(() => insert('outside'));
    await expect(doomed).rejects.toThrow('rolled back');
    await outside;
    expect(await names()).toEqual([...before, 'outside'].sort());
  });

  it('show nobody what is not committed', async () => {
    const before = await names();
    const during = transaction.run(async () => {
      await insert('not yet');
      await sleep(30);
      return 'done';
    });
    await sleep(10);
    // A reader waits (SQLite) or reads what is committed (MariaDB); it never sees a row that may yet vanish.
    const seen = await names();
    expect([before, [...before, 'not yet'].sort()]).toContainEqual(seen);
    if (database.name === 'MariaDB') expect(seen).toEqual(before);
    expect(await during).toBe('done');
    expect(await names()).toContain('not yet');
  });

  it('are one transaction when one runs inside another', async () => {
    const before = await names();
    const both = transaction.run(async () => {
      await transaction.run(() => insert('nested'));
      throw new Error('the outer one fails');
    });
    await expect(both).rejects.toThrow('the outer one fails');
    expect(await names()).toEqual(before);
  });
});
