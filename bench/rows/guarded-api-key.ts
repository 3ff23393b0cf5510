import { cpuAtMost } from '../report/limit.js';
import type { LoadRequest } from '../load/request.js';
import { openRouteRow } from './open-route.js';
import type { Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** The same controller as the open route, behind `@Requires`, called with many different API keys. */
export const guardedApiKeyRow: Row = {
  name: 'guarded route, API key',
  load: ({ product }) => ({
    server: product,
    good: product.keys.map((key) => guarded(product.organisation, key, 'good key', 200, '"answer":"hello"')),
    bad: product.badKeys.map(({ key, fault }) => guarded(product.organisation, key, fault, 401, '"status":401')),
  }),
  budget: [cpuAtMost(2.0, yardstickRow.name), cpuAtMost(1.3, openRouteRow.name)],
};

export function guarded(organisation: string, key: string, label: string, status: number, contains: string): LoadRequest {
  return {
    label: `guarded route, ${label}`,
    method: 'GET',
    path: `/bench/guarded/${organisation}`,
    headers: { authorization: `Api-Key ${key}` },
    expect: { status, contains },
  };
}
