import { linkPlace, type LoadChain } from '../load/chain.js';
import { postForm } from '../load/form.js';
import type { LoadRequest } from '../load/request.js';
import { peerAtLeast, rateAtLeast } from '../report/limit.js';
import { inParallel } from '../server/in-parallel.js';
import type { Product } from '../server/product.js';
import { exchange, refresh } from '../tokens/obtain-tokens.js';
import { oidcRefreshRow } from './peers/oidc-refresh.js';
import type { Load, Row } from './row.js';

/** So many that each is refreshed only once in a second or so: a family remembers its uses of the last ten seconds. */
const FAMILIES = 2_048;

/** Families of the bad requests alone: the replay of a token may end its family. */
const REPLAYED_FAMILIES = 100;

/** Refresh tokens are used up, each got with the one before; the next is durable before it is answered. */
export const refreshRow: Row = {
  name: 'refresh_token, SQLite',
  load: ({ product }) => refreshLoad(product),
  budget: [rateAtLeast(1_500), peerAtLeast(2, oidcRefreshRow.name)],
};

export const refreshOnMariadbRow: Row = {
  name: 'refresh_token, MariaDB',
  load: async ({ productOnMariadb }) => refreshLoad(await productOnMariadb()),
  budget: [rateAtLeast(500)],
};

async function refreshLoad(product: Product): Promise<Load> {
  const begin = async (index: number): Promise<string> => (await exchange(product, product.keys[index % product.keys.length]!)).refresh_token!;
  const replayed = await inParallel(REPLAYED_FAMILIES, async (index) => {
    const first = await begin(index);
    // The successor of an unused one may be asked for again; this one's has been used.
    const second = (await refresh(product, first)).refresh_token!;
    await refresh(product, second);
    return first;
  });
  return {
    server: product,
    chains: (await inParallel(FAMILIES, begin)).map(chain),
    bad: replayed.flatMap((token) => [refused(token, 'replayed token'), refused(madeUp(token), 'made-up token')]),
  };
}

const chain = (first: string): LoadChain => ({
  request: request(linkPlace, 'good token', 200, '"refresh_token":"LR'),
  first,
  behind: '"refresh_token":"',
});

const refused = (token: string, label: string): LoadRequest => request(token, label, 400, '"error":"invalid_grant"');

/** Of a family there is, in the form of one of its tokens, but never issued. */
const madeUp = (token: string): string => token.replace(/.{43}$/, (proof) => [...proof].reverse().join(''));

function request(token: string, label: string, status: number, contains: string): LoadRequest {
  return {
    label: `refresh_token, ${label}`,
    ...postForm('/oauth/token', { grant_type: 'refresh_token', refresh_token: token }),
    expect: { status, contains },
  };
}
