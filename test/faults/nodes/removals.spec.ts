import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mariadb, type TestDatabase } from '../../harness/index.js';
import { showProgress } from '../verdict.js';
import { Cluster } from './cluster.js';
import { Removals } from './removals.js';
import { Watch } from './watch.js';

const there = process.env['TEST_MARIADB_URL'] ? describe : describe.skip;
/** `npm run test:faults -- 100000` takes more. */
const wanted = Number(process.env['TEST_REVOCATIONS'] ?? 2_000);
/** Changes of one organisation wait for one another; those of several do not. */
const organisations = ['megacorp', 'second', 'third', 'fourth', 'fifth'];
/** Of each organisation so many keys lose their power again and again, and so many never. */
const streams = 5;
const untouched = 3;

there('three processes on one database under verifies', () => {
  let database: TestDatabase;
  let cluster: Cluster;
  beforeAll(async () => {
    database = await mariadb.create();
    cluster = await Cluster.start(database, 3, { direct: true });
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await database?.drop();
  });

  it(
    `answer none of them that was sent after an acknowledgement by what was before it: ${wanted} removals, and as many returns`,
    async () => {
      for (const slug of organisations.slice(1)) await cluster.addOrganisation(slug);
      const keys = (await Promise.all(organisations.map((slug) => cluster.keys(streams + untouched, slug)))).flat();
      const callers = new Map(await Promise.all(organisations.map(async (slug) => [slug, await cluster.caller(slug)] as const)));
      const watch = new Watch(cluster, keys, ({ organisation }) => callers.get(organisation) as string, 1);
      const removals = new Removals(cluster, watch.verifiers, false);
      const { verifiers } = watch;
      const stopShowing = showProgress(() => `${removals.taken} of ${wanted} removals, ${verifiers.accepted + verifiers.refused} verifies, ${verifiers.wrong.length} wrong`);
      const began = performance.now();
      const changing = keys.filter((_, i) => i % (streams + untouched) < streams);
      await removals.run(changing, () => removals.taken >= wanted).finally(stopShowing);
      await watch.end('none, under load', { removals: removals.taken, seconds: (performance.now() - began) / 1000 });
      expect(removals.taken).toBeGreaterThanOrEqual(wanted);
      expect(verifiers.accepted).toBeGreaterThanOrEqual(wanted * 3);
      expect(verifiers.refused).toBeGreaterThanOrEqual(wanted * 3);
      expect(verifiers.unknown).toBe(0);
    },
    120_000 + wanted * 200,
  );
});
