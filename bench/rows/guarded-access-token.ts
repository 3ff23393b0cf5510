import type { LoadRequest } from '../load/request.js';
import { cpuAtMost } from '../report/limit.js';
import { makeBadTokens } from '../tokens/bad-tokens.js';
import { accessTokens } from '../tokens/obtain-tokens.js';
import { openRouteRow } from './open-route.js';
import type { Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** Bad tokens of each fault: each is met again only after some 10,000 requests. */
const BAD_TOKENS = 200;

/** The guarded route again, called with many different access tokens. */
export const guardedAccessTokenRow: Row = {
  name: 'guarded route, access token',
  load: async ({ product }) => {
    const tokens = await accessTokens(product);
    return {
      server: product,
      good: tokens.map((token) => call(product.organisation, token, 'good token', 200, '"answer":"hello"')),
      bad: makeBadTokens(tokens, BAD_TOKENS).map(({ token, fault }) => call(product.organisation, token, fault, 401, '"status":401')),
    };
  },
  budget: [cpuAtMost(2.0, yardstickRow.name), cpuAtMost(1.3, openRouteRow.name)],
};

function call(organisation: string, token: string, label: string, status: number, contains: string): LoadRequest {
  return {
    label: `guarded route, ${label}`,
    method: 'GET',
    path: `/bench/guarded/${organisation}`,
    headers: { authorization: `Bearer ${token}` },
    expect: { status, contains },
  };
}
