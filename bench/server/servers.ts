import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Servers } from '../rows/row.js';
import { familiesInAll } from '../rows/peers/oidc-refresh.js';
import type { Settings } from '../settings.js';
import { type Mariadb, startMariadb } from './mariadb.js';
import { startBetterAuth, startOidcProvider } from './peers.js';
import { type Product, type ProductStart, startProduct } from './product.js';
import { type SizedDatabase, startSized } from './sized.js';
import { startServer } from './start-server.js';

/** Fewer than for the rows that look at many keys: what is measured here needs only a few. */
const FEW_KEYS = 64;

/** The least that can be remembered. */
const FORGETFUL = { REMEMBERED_FACTS: '1000' };

/** Starts the servers on `core`, with their data in `directory`; most of them only when they are asked for. `stop` ends those that were started. */
export async function startServers(
  { profile: inspect, keys: keyCount, rounds }: Settings,
  core: number | undefined,
  directory: string,
  sizedDatabase: () => Promise<SizedDatabase>,
): Promise<Servers & { stop(): Promise<void> }> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
  };
  const started = <T extends { stop(): Promise<void> }>(server: T): T => {
    stops.push(() => server.stop());
    return server;
  };
  const product = async (name: string, start: Partial<ProductStart>): Promise<Product> => {
    const data = join(directory, name);
    await mkdir(data);
    return started(await startProduct({ directory: data, core, keyCount: FEW_KEYS, inspect, ...start }));
  };
  const onMariadb = async (name: string, start: Partial<ProductStart> = {}): Promise<Product> => {
    const { url }: Mariadb = started(await startMariadb());
    return product(name, { ...start, databaseUrl: url });
  };
  const peer = { directory, core, keyCount, familyCount: familiesInAll(rounds), inspect };
  const two = { core: undefined, processes: 2, keyCount, inspect: false };
  const sized = (env: Record<string, string>) => once(async () => started(await startSized(await sizedDatabase(), core, env, inspect)));
  try {
    const script = fileURLToPath(new URL('./yardstick-server.js', import.meta.url));
    const yardstick = started(await startServer({ script, readyPath: '/', env: {}, core, logFile: join(directory, 'yardstick.log'), inspect }));
    const pairs = { SQLite: once(() => product('two-sqlite', two)), MariaDB: once(() => onMariadb('two-mariadb', two)) };
    return {
      yardstick,
      product: await product('sqlite', { keyCount }),
      productOnMariadb: once(() => onMariadb('mariadb', { keyCount })),
      twoProcesses: (database) => pairs[database](),
      sized: sized({}),
      sizedForgetful: sized(FORGETFUL),
      betterAuth: once(async () => started(await startBetterAuth(peer))),
      oidcProvider: once(async () => started(await startOidcProvider(peer))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same for everybody who asks. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
