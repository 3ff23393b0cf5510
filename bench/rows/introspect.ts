import { postForm } from '../load/form.js';
import type { LoadRequest } from '../load/request.js';
import { cpuAtMost, peerAtLeast, rateAtLeast } from '../report/limit.js';
import type { Product } from '../server/product.js';
import { makeBadTokens } from '../tokens/bad-tokens.js';
import { accessTokens } from '../tokens/obtain-tokens.js';
import { oidcIntrospectRow } from './peers/oidc-introspect.js';
import type { Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** Of each kind in the load, as many of keys as of tokens. */
const GOOD = 600;
const BAD = 600;

/** A service asks whether what it was shown is good: one caller, keys and access tokens in equal parts. */
export const introspectRow: Row = {
  name: 'POST /oauth/introspect',
  load: async ({ product }) => {
    const tokens = await accessTokens(product);
    const badTokens = makeBadTokens(tokens, BAD / 3);
    return {
      server: product,
      good: [
        ...product.keys.slice(0, GOOD).map((key) => introspect(product, key, 'good key', '"active":true')),
        ...tokens.slice(0, GOOD).map((token) => introspect(product, token, 'good token', '"active":true')),
      ],
      bad: badTokens.flatMap(({ token, fault }, index) => {
        const bad = product.badKeys[index]!;
        return [introspect(product, token, fault, '"active":false'), introspect(product, bad.key, bad.fault, '"active":false')];
      }),
    };
  },
  budget: [cpuAtMost(3, yardstickRow.name), rateAtLeast(12_000), peerAtLeast(3.5, oidcIntrospectRow.name)],
};

function introspect({ introspector }: Product, token: string, label: string, contains: string): LoadRequest {
  return {
    label: `introspect, ${label}`,
    ...postForm('/oauth/introspect', { token }, { authorization: `Api-Key ${introspector.secret}` }),
    expect: { status: 200, contains },
  };
}
