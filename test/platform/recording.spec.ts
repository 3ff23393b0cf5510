import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyUsageRepository, OldSecretUsesRepository, UsageRecorder } from '../../src/features/key-usage/index.js';
import { Recordings } from '../../src/platform/recording/index.js';
import { onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('what is gathered and written later', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(kind);
  });
  afterAll(() => server?.stop());

  /** Numbers that are to be written; `refuse` says which writes fail. */
  const gathered = (refuse: (some: readonly number[]) => boolean = () => false) => {
    const written: number[][] = [];
    let waiting: number[] = [];
    const recording = server.app.get(Recordings, { strict: false }).begin<number>({
      what: 'numbers',
      everyMs: 3_600_000,
      batch: 2,
      take: () => waiting.splice(0),
      write: async (some) => {
        if (refuse(some)) throw new Error('the disk is full');
        written.push([...some]);
      },
      takeBack: (some) => (waiting = [...some, ...waiting]),
    });
    return { recording, written, add: (...numbers: number[]) => waiting.push(...numbers), waiting: () => waiting };
  };

  it('is written in batches, in the order in which it came, each once', async () => {
    const { recording, written, add } = gathered();
    add(1, 2, 3, 4, 5);
    await Promise.all([recording.flush(), recording.flush()]);
    add(6);
    await recording.flush();
    expect(written).toEqual([[1, 2], [3, 4], [5], [6]]);
  });

  it('is kept when it cannot be written, with what has come since, and what was written is not written again', async () => {
    let full = true;
    const { recording, written, add, waiting } = gathered((some) => full && some.includes(3));
    add(1, 2, 3, 4, 5);
    await recording.flush();
    expect(written).toEqual([[1, 2]]);
    expect(waiting()).toEqual([3, 4, 5]);
    expect(server.logged.join('')).toContain('numbers could not be written');
    add(6);
    full = false;
    await recording.flush();
    expect(written).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(waiting()).toEqual([]);
  });

  it('is written before a node ends', async () => {
    const world = await World.of(server);
    const key = await world.key(world.admin);
    const leaving = await server.another();
    const origin = { address: '127.0.0.1', userAgent: 'last words', requestId: 'r' };
    leaving.get(UsageRecorder, { strict: false }).record({ apiKeyId: Number(key.id), oldSecretId: 77, organisationId: 1001, permission: null, result: 'allowed', origin });
    const rows = server.app.get(KeyUsageRepository, { strict: false });
    const ofOld = server.app.get(OldSecretUsesRepository, { strict: false });
    expect(await rows.lastUse(1001, Number(key.id))).toBeNull();
    await leaving.close();
    expect(await rows.lastUse(1001, Number(key.id))).toMatchObject({ userAgent: 'last words' });
    expect((await ofOld.of(1001, Number(key.id))).get(77)).toMatchObject({ uses: 1, userAgent: 'last words' });
  });
});
