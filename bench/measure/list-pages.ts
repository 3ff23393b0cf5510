import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn } from '../keys/make-keys.js';
import { fillKeys } from '../server/fill-keys.js';
import { startMariadb } from '../server/mariadb.js';
import { ADMIN, MASTER_KEY, ORGANISATION, productEnvironment } from '../server/product.js';
import { startServer } from '../server/start-server.js';
import { Unavailable } from '../server/unavailable.js';
import { median } from './median.js';

/** How many keys are listed. */
export const KEYS_LISTED = 100_000;

const TIMES = 15;
const WARM_UP = 3;

/** What people look for, from the plainest to the rarest. */
const queries = {
  'first page': '',
  'by name': 'sort=name',
  'by the end, backwards': 'sort=-expiresAt',
  search: 'search=nightly+export+5',
  'deactivated (1 in 1,000)': 'state=deactivated',
  'revoked (none)': 'state=revoked',
  'ends within a month, by name': 'expires=month&sort=name',
  'service keys (none), by name': 'kind=service&sort=name',
  'deep page': '',
};

/** The page of API keys, as a browser gets it: milliseconds from the request to the last byte, one after another. */
export interface ListPage {
  readonly name: string;
  readonly median: number | undefined;
  readonly longest: number;
}

/** Answers why, where there is no MariaDB. */
export async function measureListPages(directory: string): Promise<{ pages: ListPage[]; skipped: string | undefined }> {
  const pages = await measureOn('SQLite', await folder(directory, 'list-sqlite'), {});
  try {
    const mariadb = await startMariadb();
    try {
      const environment = { DATABASE_URL: mariadb.url, MASTER_KEY };
      return { pages: [...pages, ...(await measureOn('MariaDB', await folder(directory, 'list-mariadb'), environment))], skipped: undefined };
    } finally {
      await mariadb.stop();
    }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { pages, skipped: error.message };
  }
}

async function folder(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  await mkdir(path);
  return path;
}

async function measureOn(database: string, directory: string, environment: Record<string, string>): Promise<ListPage[]> {
  const env = { ...productEnvironment(directory), ...environment };
  const start = () => startServer({ script: fileURLToPath(new URL('../../src/main.js', import.meta.url)), readyPath: '/health/ready', env, core: undefined, logFile: join(directory, 'product.log') });
  await (await start()).stop();
  await fillKeys({ ...env }, 1001, 1001, KEYS_LISTED);
  const server = await start();
  try {
    const address = `http://127.0.0.1:${server.port}`;
    const cookie = await signIn(`${address}/api/v1`, ADMIN);
    const pages: ListPage[] = [];
    for (const [name, query] of Object.entries(queries)) {
      const path = name === 'deep page' ? await deepPath(address, cookie) : `${listPath}?${query}`;
      pages.push({ name: `${database}: ${name}`, ...(await timesOf(address + path, cookie)) });
    }
    return pages;
  } finally {
    await server.stop();
  }
}

const listPath = `/org/${ORGANISATION}/organisation/api-key/`;

/** In the middle of the alphabet, where one gets page by page. */
async function deepPath(address: string, cookie: string): Promise<string> {
  const answer = await fetch(`${address}${listPath}?sort=name&limit=1&search=mobile+app+50001`, { headers: { cookie, accept: 'application/json' } });
  const { items } = (await answer.json()) as { items: { id: string; Name: string }[] };
  const [{ id, Name } = { id: '50000', Name: 'Mobile app' }] = items;
  const cursor = Buffer.from(JSON.stringify(['nameLower', Number(id), Name.toLowerCase()])).toString('base64url');
  return `${listPath}?sort=name&cursor=${cursor}`;
}

async function timesOf(url: string, cookie: string): Promise<Pick<ListPage, 'median' | 'longest'>> {
  const times: number[] = [];
  for (let time = -WARM_UP; time < TIMES; time += 1) {
    const began = performance.now();
    const answer = await fetch(url, { headers: { cookie, accept: 'text/html' } });
    const text = await answer.text();
    if (time >= 0) times.push(performance.now() - began);
    if (answer.status !== 200 || !text.includes('<h1>API keys</h1>')) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  }
  return { median: median(times), longest: Math.max(...times) };
}
