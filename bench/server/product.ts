import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeBadKeys, type BadKey } from '../keys/bad-keys.js';
import { makeKeys, signIn } from '../keys/make-keys.js';
import type { RunningServer } from './running-server.js';
import { startServer } from './start-server.js';

const ORGANISATION = 'megacorp';
const ADMIN = { login: 'bench', password: 'measured-in-microseconds' };

/** Bad keys of each fault: more than the load asks for in a second, so that remembering them is no use. */
const BAD_KEYS_OF_EACH_FAULT = 1_000;

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

/** Starts the product on `core` with its data in `directory` and makes `keyCount` keys through its API. */
export async function startProduct(directory: string, core: number | undefined, keyCount: number): Promise<Product> {
  const server = await startServer({
    script: fileURLToPath(new URL('./bench-server.js', import.meta.url)),
    readyPath: '/health/ready',
    env: productEnvironment(directory),
    core,
    logFile: join(directory, 'product.log'),
  });
  const address = `http://127.0.0.1:${server.port}/api/v1`;
  const cookie = await signIn(address, ADMIN);
  const [verifierKey] = await makeKeys({ address, cookie, organisation: ORGANISATION, permissions: ['credential.verify'], count: 1 });
  const keys = await makeKeys({ address, cookie, organisation: ORGANISATION, permissions: ['problem.read'], count: keyCount });
  return { ...server, organisation: ORGANISATION, keys, badKeys: makeBadKeys(keys, BAD_KEYS_OF_EACH_FAULT), verifierKey: verifierKey! };
}
