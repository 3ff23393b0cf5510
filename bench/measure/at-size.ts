import type { Cores } from '../cores.js';
import { startMariadb } from '../server/mariadb.js';
import { makeSized, type SizedDatabase } from '../server/sized.js';
import { Unavailable } from '../server/unavailable.js';
import type { Settings } from '../settings.js';
import { countsFor } from '../size/counts.js';
import { type ColdKey, measureColdKey } from './cold-key.js';
import { type ListPage, measureListPages } from './list-pages.js';
import { measureMemoryInUse, type MemoryInUse } from './memory-in-use.js';

/** What was measured on databases with very many keys, apart from the rows. */
export interface AtSize {
  readonly pages: readonly ListPage[];
  readonly coldKey: ColdKey | undefined;
  readonly memory: MemoryInUse | undefined;
  /** Why there is nothing of MariaDB. */
  readonly skipped: string | undefined;
}

/** What `BENCH_ROWS` has to be part of, to have this measured without other rows. */
export const names = { pages: 'lists at size', coldKey: 'a cold key', memory: 'memory at size' };

/** `sqlite`: the filled database that the rows use as well. */
export async function measureAtSize(settings: Settings, cores: Cores, directory: string, sqlite: () => Promise<SizedDatabase>): Promise<AtSize> {
  const wanted = (name: string): boolean => name.includes(settings.only);
  const coldKey = wanted(names.coldKey) ? await measureColdKey(await sqlite()) : undefined;
  const memory = wanted(names.memory) ? await measureMemoryInUse(await sqlite(), cores) : undefined;
  if (!wanted(names.pages)) return { pages: [], coldKey, memory, skipped: undefined };
  const pages = await measureListPages('SQLite', await sqlite());
  try {
    return { pages: [...pages, ...(await pagesOnMariadb(settings, directory))], coldKey, memory, skipped: undefined };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { pages, coldKey, memory, skipped: error.message };
  }
}

async function pagesOnMariadb({ sizedKeys }: Settings, directory: string): Promise<ListPage[]> {
  const mariadb = await startMariadb();
  try {
    return await measureListPages('MariaDB', await makeSized('sized-mariadb', directory, countsFor(sizedKeys), mariadb.url));
  } finally {
    await mariadb.stop();
  }
}
