import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeKeys, signIn } from '../keys/make-keys.js';
import type { Counts } from '../size/counts.js';
import { fill } from '../size/fill.js';
import { ADMIN, MASTER_KEY, ORGANISATION, productEnvironment } from './product.js';
import type { RunningServer } from './running-server.js';
import { startServer } from './start-server.js';

/** A database with very many keys in it, and what its product is started with. */
export interface SizedDatabase {
  readonly counts: Counts;
  /** Epoch milliseconds; keys end so many hours after. */
  readonly filledAt: number;
  readonly fillSeconds: number;
  readonly env: Readonly<Record<string, string>>;
  /** Where its servers write their logs. */
  readonly directory: string;
}

/** The product on a database with very many keys. */
export interface SizedProduct extends RunningServer {
  readonly database: SizedDatabase;
  /** Slug of the big organisation. */
  readonly organisation: string;
  /** A key of it that may verify others. */
  readonly verifierKey: string;
  /** A session of its administrator. */
  readonly cookie: string;
}

const product = fileURLToPath(new URL('../../program/main.js', import.meta.url));
const withBenchRoutes = fileURLToPath(new URL('./bench-server.js', import.meta.url));

/** Migrates and fills an empty database: SQLite in a new folder, or the one of `databaseUrl`. */
export async function makeSized(name: string, directory: string, counts: Counts, databaseUrl?: string): Promise<SizedDatabase> {
  const folder = join(directory, name);
  await mkdir(folder);
  const env = { ...productEnvironment(folder), ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl, MASTER_KEY }) };
  await (await startServer({ script: product, readyPath: '/health/ready', env, core: undefined, logFile: join(folder, 'product.log') })).stop();
  const began = performance.now();
  const { filledAt } = await fill(env, counts);
  const fillSeconds = (performance.now() - began) / 1000;
  console.log(`filled ${name} with ${counts.keys.toLocaleString('en')} keys in ${fillSeconds.toFixed(0)} s`);
  return { counts, filledAt, fillSeconds, env, directory: folder };
}

/** Starts the product on a filled database. `env`: what is other than usual. */
export async function startSized(database: SizedDatabase, core: number | undefined, env: Record<string, string> = {}, inspect = false): Promise<SizedProduct> {
  const logFile = join(database.directory, 'product.log');
  const server = await startServer({ script: withBenchRoutes, readyPath: '/health/ready', env: { ...database.env, ...env }, core, logFile, inspect });
  const address = `http://127.0.0.1:${server.port}/api/v1`;
  const cookie = await signIn(address, ADMIN);
  const [verifierKey] = await makeKeys({ address, cookie, organisation: ORGANISATION }, ['credential.verify'], 1);
  return { ...server, database, organisation: ORGANISATION, verifierKey: verifierKey!, cookie };
}
