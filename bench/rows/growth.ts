import { linkPlace } from '../load/chain.js';
import { type FilledLoad, organisationPlace } from '../load/filled-load.js';
import type { LoadRequest } from '../load/request.js';
import { makeBadKeys } from '../keys/bad-keys.js';
import { cpuAtMost, p99AtMost } from '../report/limit.js';
import type { SizedProduct } from '../server/sized.js';
import { keyText } from '../size/spread.js';
import { guarded, guardedApiKeyRow } from './guarded-api-key.js';
import type { Load, Row } from './row.js';
import { verify, verifyRow } from './verify.js';

/** As many different keys as in the rows that these are compared with. */
const DISTINCT = 1_000;
const GROWTH = 1.25;
const BAD_KEYS = 1_000;

/** Among very many keys the same number is in use. */
export const verifyAmongManyRow: Row = {
  name: 'verify, 1,000 of very many keys',
  load: async ({ sized }) => {
    const product = await sized();
    const request = verify(product.verifierKey, linkPlace, 'good key', '"valid":true');
    return filled(product, request, { bigOnly: true, distinct: DISTINCT }, (key, fault) => verify(product.verifierKey, key, fault, '"valid":false'));
  },
  budget: [p99AtMost(GROWTH, verifyRow.name), cpuAtMost(GROWTH, verifyRow.name)],
};

export const guardedAmongManyRow: Row = {
  name: 'guarded route, 1,000 of very many keys',
  load: async ({ sized }) => guardedLoad(await sized(), DISTINCT),
  budget: [p99AtMost(GROWTH, guardedApiKeyRow.name), cpuAtMost(GROWTH, guardedApiKeyRow.name)],
};

/** All keys at random, more than are remembered by default when there are a million. */
export const guardedByAllRow: Row = {
  name: 'guarded route, all of very many keys',
  load: async ({ sized }) => guardedLoad(await sized()),
  budget: [],
};

/** Nearly none is remembered: what a key costs that has to be read. */
export const guardedColdRow: Row = {
  name: 'guarded route, cold keys',
  load: async ({ sizedForgetful }) => guardedLoad(await sizedForgetful()),
  budget: [],
};

/** The guarded route with the keys of a filled database, each in its own organisation. */
export function guardedLoad(product: SizedProduct, distinct = product.database.counts.keys, order: FilledLoad['order'] = 'random'): Load {
  const request = guarded(organisationPlace, linkPlace, 'good key', 200, '"answer":"hello"');
  return filled(product, request, { bigOnly: false, distinct, order }, (key, fault) => guarded(product.organisation, key, fault, 401, '"status":401'));
}

function filled(
  product: SizedProduct,
  request: LoadRequest,
  { bigOnly, distinct, order = 'random' }: Pick<FilledLoad, 'bigOnly' | 'distinct'> & Partial<FilledLoad>,
  bad: (key: string, fault: string) => LoadRequest,
): Load {
  const { counts, filledAt } = product.database;
  const genuine = Array.from({ length: Math.min(BAD_KEYS, counts.keys) }, (_, i) => keyText(i));
  return {
    server: product,
    filled: { request, counts, filledAt, big: product.organisation, bigOnly, distinct: Math.min(distinct, counts.keys), order },
    bad: makeBadKeys(genuine, BAD_KEYS).map(({ key, fault }) => bad(key, fault)),
  };
}
