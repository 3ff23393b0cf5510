import type { LoadRequest } from '../load/request.js';
import { cpuAtMost, peerAtLeast, rateAtLeast } from '../report/limit.js';
import type { Product } from '../server/product.js';
import { betterAuthVerifyRow } from './peers/better-auth-verify.js';
import type { Load, Row } from './row.js';
import { yardstickRow } from './yardstick.js';

/** Another service asks whether a key it was shown may read problems: one caller, many keys. */
export const verifyRow: Row = {
  name: 'POST /api/v1/verify',
  load: ({ product }) => verifyLoad(product),
  budget: [cpuAtMost(3, yardstickRow.name), rateAtLeast(12_000), peerAtLeast(15, betterAuthVerifyRow.name)],
};

export const verifyOnMariadbRow: Row = {
  name: 'verify, MariaDB',
  load: async ({ productOnMariadb }) => verifyLoad(await productOnMariadb()),
  budget: [],
};

/** Two processes share two cores with the generator: no more than what can be had so. */
export const verifyByTwoRow: Row = {
  name: 'verify, SQLite, WORKERS=2',
  load: async ({ twoProcesses }) => verifyLoad(await twoProcesses('SQLite')),
  budget: [],
};

export const verifyByTwoOnMariadbRow: Row = {
  name: 'verify, MariaDB, WORKERS=2',
  load: async ({ twoProcesses }) => verifyLoad(await twoProcesses('MariaDB')),
  budget: [],
};

export const verifyLoad = (product: Product): Load => ({
  server: product,
  good: product.keys.map((key) => verify(product.verifierKey, key, 'good key', '"valid":true')),
  bad: product.badKeys.map(({ key, fault }) => verify(product.verifierKey, key, fault, '"valid":false')),
});

export const verify = (verifierKey: string, key: string, label: string, contains: string): LoadRequest => ({
  label: `verify, ${label}`,
  method: 'POST',
  path: '/api/v1/verify',
  headers: { authorization: `Api-Key ${verifierKey}` },
  body: JSON.stringify({ key, permissions: ['problem.read'] }),
  expect: { status: 200, contains },
});
