import { ORGANISATION } from '../server/product.js';
import { type SizedDatabase, type SizedProduct, startSized } from '../server/sized.js';
import { median } from './median.js';

const TIMES = 15;
const WARM_UP = 3;

const page = `/org/${ORGANISATION}/organisation/api-key/`;
const octane = '/api/shared_spaces/1001';
const api = `/api/v1/organisations/${ORGANISATION}`;
const meaning = (query: string): string => encodeURIComponent(`"${query}"`);

/** What people and programs look for, from the plainest to the rarest. */
const paths: Record<string, string> = {
  'page of keys: first': page,
  'page of keys: by name': `${page}?sort=name`,
  'page of keys: by the end, backwards': `${page}?sort=-expiresAt`,
  'page of keys: search': `${page}?search=nightly+export+5`,
  'page of keys: search within names that finds nothing': `${page}?search=no+such+thing`,
  'page of keys: search within names, the newest first': `${page}?search=xport+5&sort=-id`,
  'page of keys: search by a prefix': `${page}?search=LK000000`,
  'page of keys: deactivated (1 in 1,000)': `${page}?state=deactivated`,
  'page of keys: deactivated, by name': `${page}?state=deactivated&sort=name`,
  'page of keys: deleted (none)': `${page}?state=deleted`,
  'page of keys: ends within a month, by name': `${page}?expires=month&sort=name`,
  'page of keys: service keys (1 in 1,000), by name': `${page}?kind=service&sort=name`,
  'page of keys: service keys, by the end, backwards': `${page}?kind=service&sort=-expiresAt`,
  'page of keys: service keys, the oldest first': `${page}?kind=service&sort=id`,
  'page of keys: deep': '',
  'page of people: search': `/org/${ORGANISATION}/organisation/user/?search=user50`,
  'page of people: search that finds nobody': `/org/${ORGANISATION}/organisation/user/?search=nobody+here`,
  'home page of the organisation': `/org/${ORGANISATION}/organisation/`,
  'API: keys of everybody': `${api}/api-keys?owner=all&limit=200`,
  'API: users': `${api}/users?limit=200`,
  'API: roles': `${api}/roles?limit=200`,
  'API: role assignments': `${api}/role-assignments?limit=200`,
  'Octane: API accesses': `${octane}/api_accesses?limit=100`,
  'Octane: query for a name': `${octane}/api_accesses?fields=name&query=${meaning("name EQ 'CI*'")}`,
  'Octane: query for roles, ordered': `${octane}/roles?order_by=-name&query=${meaning("name EQ 'Own*'")}`,
  'Octane: query across a reference': `${octane}/workspace_roles?fields=role&query=${meaning("role={name='Own role 1*'}")}`,
};

/** One list among very many things: milliseconds from the request to the last byte, one after another. */
export interface ListPage {
  readonly name: string;
  readonly median: number | undefined;
  readonly longest: number;
}

/** Reads every list of the filled database, on a server of its own. */
export async function measureListPages(name: string, database: SizedDatabase): Promise<ListPage[]> {
  const server = await startSized(database, undefined);
  try {
    const pages: ListPage[] = [];
    for (const [what, path] of Object.entries(paths)) {
      pages.push({ name: `${what}, ${name}`, ...(await timesOf(server, path === '' ? await deepPath(server) : path)) });
    }
    return pages;
  } finally {
    await server.stop();
  }
}

/** In the middle of the alphabet, where one gets page by page. */
async function deepPath({ port, cookie, database }: SizedProduct): Promise<string> {
  const middle = Math.floor(database.counts.keys / 2);
  const answer = await fetch(`http://127.0.0.1:${port}${page}?sort=name&limit=1&search=mobile+app+${middle}`, { headers: { cookie, accept: 'application/json' } });
  const { items } = (await answer.json()) as { items: { id: string; Name: string }[] };
  const [{ id, Name } = { id: String(middle), Name: 'Mobile app' }] = items;
  const cursor = Buffer.from(JSON.stringify(['nameLower', Number(id), Name.toLowerCase()])).toString('base64url');
  return `${page}?sort=name&cursor=${cursor}`;
}

async function timesOf({ port, cookie }: SizedProduct, path: string): Promise<Pick<ListPage, 'median' | 'longest'>> {
  const accept = path.startsWith('/api') ? 'application/json' : 'text/html';
  const times: number[] = [];
  for (let time = -WARM_UP; time < TIMES; time += 1) {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie, accept } });
    const text = await answer.text();
    if (time >= 0) times.push(performance.now() - began);
    if (answer.status !== 200 || !text.includes(accept === 'text/html' ? '<h1>' : '{')) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
  }
  return { median: median(times), longest: Math.max(...times) };
}
