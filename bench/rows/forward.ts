import type { LoadRequest } from '../load/request.js';
import { cpuAtMost } from '../report/limit.js';
import type { Product } from '../server/product.js';
import type { Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** A proxy asks, with the header of the request it holds back, whether it may pass. */
export const forwardRow: Row = {
  name: 'GET /auth/forward',
  load: ({ product }) => ({
    server: product,
    good: product.keys.map((key) => forward(product, key, 'good key', 200, '"credential":"api-key"')),
    bad: product.badKeys.map(({ key, fault }) => forward(product, key, fault, 401, '"status":401')),
  }),
  budget: [cpuAtMost(1.8, yardstickRow.name)],
};

function forward({ organisation }: Product, key: string, label: string, status: number, contains: string): LoadRequest {
  return {
    label: `forward, ${label}`,
    method: 'GET',
    path: `/auth/forward?organisation=${organisation}&permission=problem.read`,
    headers: { authorization: `Api-Key ${key}` },
    expect: { status, contains },
  };
}
