import type { LoadRequest } from '../load/request.js';
import { cpuAtMost, rateAtLeast } from '../report/limit.js';
import type { Product } from '../server/product.js';
import type { Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** Another service asks whether a key it was shown may read problems: one caller, many keys. */
export const verifyRow: Row = {
  name: 'POST /api/v1/verify',
  load: ({ product }) => ({
    server: product,
    good: product.keys.map((key) => verify(product, key, 'good key', '"valid":true')),
    bad: product.badKeys.map(({ key, fault }) => verify(product, key, fault, '"valid":false')),
  }),
  budget: [cpuAtMost(3, yardstickRow.name), rateAtLeast(12_000)],
};

function verify(product: Product, key: string, label: string, contains: string): LoadRequest {
  return {
    label: `verify, ${label}`,
    method: 'POST',
    path: '/api/v1/verify',
    headers: { authorization: `Api-Key ${product.verifierKey}` },
    body: JSON.stringify({ key, permissions: ['problem.read'] }),
    expect: { status: 200, contains },
  };
}
