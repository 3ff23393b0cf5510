import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Servers } from '../rows/row.js';
import type { Settings } from '../settings.js';
import { startMariadb } from './mariadb.js';
import { startProduct, type Product } from './product.js';
import { startServer } from './start-server.js';

/** Fewer than on SQLite: what is measured on MariaDB needs only somebody to begin families for. */
const KEYS_ON_MARIADB = 64;

/** Starts the servers on `core`, with their data in `directory`. `stop` ends those that were started. */
export async function startServers(settings: Settings, core: number | undefined, directory: string): Promise<Servers & { stop(): Promise<void> }> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
  };
  const started = <T extends { stop(): Promise<void> }>(server: T): T => {
    stops.push(() => server.stop());
    return server;
  };
  const onMariadb = async (): Promise<Product> => {
    const { url } = started(await startMariadb());
    const data = join(directory, 'mariadb');
    await mkdir(data);
    return started(await startProduct({ directory: data, core, keyCount: KEYS_ON_MARIADB, databaseUrl: url, inspect: settings.profile }));
  };
  try {
    const yardstick = started(
      await startServer({
        script: fileURLToPath(new URL('./yardstick-server.js', import.meta.url)),
        readyPath: '/',
        env: {},
        core,
        logFile: join(directory, 'yardstick.log'),
        inspect: settings.profile,
      }),
    );
    const product = started(await startProduct({ directory, core, keyCount: settings.keys, inspect: settings.profile }));
    let mariadb: Promise<Product> | undefined;
    return { yardstick, product, productOnMariadb: () => (mariadb ??= onMariadb()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
