import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Jobs, type ScheduledJob } from '../../src/platform/jobs/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';

const hourMs = 3_600_000;

onEachDatabase('work that is due from time to time', (kind) => {
  let server: TestServer;
  let nodes: Jobs[];
  beforeAll(async () => {
    server = await TestServer.start(kind);
    const others = [await server.another(), await server.another()];
    nodes = [server.app, ...others].map((app) => app.get(Jobs, { strict: false }));
  });
  afterAll(() => server?.stop());

  const counted = (name: string, work: () => Promise<unknown> = async () => undefined) => {
    let runs = 0;
    const job: ScheduledJob = { name, everyMs: hourMs, work: async () => (runs++, work()) };
    return { job, runs: () => runs, everywhere: async () => (await Promise.all(nodes.flatMap((jobs) => [jobs.runIfDue(job), jobs.runIfDue(job)]))).filter(Boolean).length };
  };

  it('is done once, however many processes look at the same time', async () => {
    const { everywhere, runs } = counted('once');
    expect(await everywhere()).toBe(1);
    expect(runs()).toBe(1);
    expect(await everywhere()).toBe(0);
    expect(runs()).toBe(1);
  });

  it('is done again, once, when its period is over', async () => {
    const { everywhere, runs } = counted('again');
    await everywhere();
    server.clock.advance({ minutes: 59 });
    expect(await everywhere()).toBe(0);
    server.clock.advance({ minutes: 1 });
    expect(await everywhere()).toBe(1);
    expect(runs()).toBe(2);
  });

  it('that fails is said so and stops nothing', async () => {
    const { everywhere, runs } = counted('failing', () => Promise.reject(new Error('the disk is full')));
    expect(await everywhere()).toBe(1);
    expect(runs()).toBe(1);
    expect(server.logged.join('')).toContain('a job failed');
    expect(server.logged.join('')).toContain('the disk is full');
  });
});
