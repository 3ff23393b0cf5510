import { linkPlace } from '../load/chain.js';
import { fillKeys } from '../keys/fill-keys.js';
import { postForm } from '../load/form.js';
import type { LoadRequest } from '../load/request.js';
import type { Product } from '../server/product.js';
import { exchangeFields } from '../tokens/obtain-tokens.js';
import type { Load, Row, Servers } from './row.js';

// What changes the database is durable before it is answered, on both databases.

const databases = [
  { database: 'SQLite', product: ({ product }: Servers) => Promise.resolve(product) },
  { database: 'MariaDB', product: ({ productOnMariadb }: Servers) => productOnMariadb() },
] as const;

const onEach = (name: string, load: (product: Product) => Load | Promise<Load>): Row[] =>
  databases.map(({ database, product }) => ({ name: `${name}, ${database}`, load: async (servers) => load(await product(servers)), budget: [] }));

/** Somebody makes personal keys. */
const createKeyRows = onEach('create API key', (product) => ({
  server: product,
  good: [create(product, product.fullKey, 'good', 201, '"key":"LK')],
  bad: product.badKeys.map(({ key, fault }) => create(product, key, fault, 401, '"status":401')),
}));

/** More than any server revokes in the time. */
const TO_REVOKE = 30_000;

/** Each of many keys is revoked, once; acknowledged when no node takes it any more. */
const revokeKeyRows = onEach('revoke API key', async (product) => {
  const first = await fillKeys(product.env, 1001, 1001, TO_REVOKE);
  return {
    server: product,
    counted: { request: revoke(product, linkPlace, product.fullKey, 'good', 200, '"state":"revoked"'), first, count: TO_REVOKE },
    bad: product.badKeys.map(({ key, fault }) => revoke(product, String(first), key, fault, 401, '"status":401')),
  };
});

/** A pair of tokens for a key: begins a family of refresh tokens. */
const issueTokenRows = onEach('issue token pair', (product) => ({
  server: product,
  good: product.keys.map((key) => issue(key, 'good key', 200, '"refresh_token":"LR')),
  bad: product.badKeys.map(({ key, fault }) => issue(key, fault, 400, '"error":"invalid_')),
}));

export const writeRows: readonly Row[] = [...createKeyRows, ...revokeKeyRows, ...issueTokenRows];

const keysPath = ({ organisation }: Product): string => `/api/v1/organisations/${organisation}/api-keys`;

const create = (product: Product, key: string, label: string, status: number, contains: string): LoadRequest => ({
  label: `create API key, ${label}`,
  method: 'POST',
  path: keysPath(product),
  headers: { authorization: `Api-Key ${key}` },
  body: JSON.stringify({ name: 'made under load', permissions: ['problem.read'] }),
  expect: { status, contains },
});

const revoke = (product: Product, id: string, key: string, label: string, status: number, contains: string): LoadRequest => ({
  label: `revoke API key, ${label}`,
  method: 'POST',
  path: `${keysPath(product)}/${id}/revoke`,
  headers: { authorization: `Api-Key ${key}` },
  body: '{}',
  expect: { status, contains },
});

const issue = (key: string, label: string, status: number, contains: string): LoadRequest => ({
  label: `issue token pair, ${label}`,
  ...postForm('/oauth/token', exchangeFields(key)),
  expect: { status, contains },
});
