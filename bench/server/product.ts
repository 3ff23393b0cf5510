import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeBadKeys, type BadKey } from '../keys/bad-keys.js';
import { makeKeys, makeServiceKeys, signIn, type ServiceKey } from '../keys/make-keys.js';
import type { RunningServer } from './running-server.js';
import { startServer } from './start-server.js';

export const ORGANISATION = 'megacorp';
export const ADMIN = { login: 'bench', password: 'measured-in-microseconds' };

/** Bad keys of each fault: more than the load asks for in a second, so that remembering them is no use. */
const BAD_KEYS_OF_EACH_FAULT = 1_000;

const SERVICE_KEYS = 200;

/** Few: hashing a chosen secret takes long by design. */
const SERVICE_KEYS_WITH_CHOSEN_SECRET = 16;

/** A database other than the usual one of `productEnvironment` needs a key given from outside. Not a secret: it lasts for one run. */
export const MASTER_KEY = Buffer.from('a benchmark measures nothing new').toString('base64');

/** The product with the benchmark's routes, on a database of its own. */
export interface Product extends RunningServer {
  /** Slug of the organisation everything below belongs to. */
  readonly organisation: string;
  /** Personal keys that may read problems. */
  readonly keys: readonly string[];
  /** Keys that must be refused. */
  readonly badKeys: readonly BadKey[];
  /** A key that may verify others. */
  readonly verifierKey: string;
  /** A service key that may introspect others. */
  readonly introspector: ServiceKey;
  /** Service keys that may read problems. */
  readonly clients: readonly ServiceKey[];
  /** The same with chosen secrets. */
  readonly choosers: readonly ServiceKey[];
  /** A key that may do everything its administrator may. */
  readonly fullKey: string;
  /** Its database and what it was started with. */
  readonly env: Readonly<Record<string, string>>;
}

/** Environment of the product for a new SQLite database in `directory`, with an administrator to sign in as. */
export function productEnvironment(directory: string): Record<string, string> {
  return {
    DATABASE_URL: `sqlite:${join(directory, 'latchkey.sqlite')}`,
    BOOTSTRAP_ORGANISATION: ORGANISATION,
    BOOTSTRAP_ADMIN_LOGIN: ADMIN.login,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    BOOTSTRAP_ADMIN_EMAIL: 'bench@example.com',
    LOG_LEVEL: 'warn',
  };
}

/** Where a product gets its data and how many keys it gets. */
export interface ProductStart {
  readonly directory: string;
  readonly core: number | undefined;
  readonly keyCount: number;
  /** SQLite in `directory` when left out. */
  readonly databaseUrl?: string;
  /** Starts it ready to be profiled. */
  readonly inspect?: boolean;
  /** More than one: the product itself, without the benchmark's routes, in so many processes. */
  readonly processes?: number;
  /** Variables beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts the product on an empty database and makes keys through its API. */
export async function startProduct({ directory, core, keyCount, databaseUrl, inspect, processes = 1, env: more }: ProductStart): Promise<Product> {
  const env = { ...productEnvironment(directory), ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl, MASTER_KEY }), ...more };
  const server = await startServer({
    script: processes === 1 ? script('./bench-server.js') : script('../../program/main.js'),
    readyPath: '/health/ready',
    env: { ...env, WORKERS: String(processes) },
    core,
    logFile: join(directory, 'product.log'),
    inspect,
  });
  const address = `http://127.0.0.1:${server.port}/api/v1`;
  const maker = { address, cookie: await signIn(address, ADMIN), organisation: ORGANISATION };
  const [verifierKey] = await makeKeys(maker, ['credential.verify'], 1);
  const [fullKey] = await makeKeys(maker, undefined, 1);
  const [introspector] = await makeServiceKeys(maker, ['credential.verify'], 1);
  const keys = await makeKeys(maker, ['problem.read'], keyCount);
  const clients = await makeServiceKeys(maker, ['problem.read'], SERVICE_KEYS);
  const choosers = await makeServiceKeys(maker, ['problem.read'], SERVICE_KEYS_WITH_CHOSEN_SECRET, (index) => `Chosen-secret-${index}`);
  const badKeys = makeBadKeys(keys, BAD_KEYS_OF_EACH_FAULT);
  const singles = { verifierKey: verifierKey!, fullKey: fullKey!, introspector: introspector! };
  return { ...server, organisation: ORGANISATION, keys, badKeys, ...singles, clients, choosers, env };
}
