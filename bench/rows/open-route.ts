import type { Row } from './row.js';

/** A Nest controller without guard: what Nest and Fastify cost by themselves. Keys are sent all the same, as good as the guarded row's. */
export const openRouteRow: Row = {
  name: 'Nest route without guard',
  load: ({ product }) => ({
    server: product,
    good: product.keys.map((key) => ({
      label: 'GET /bench/open',
      method: 'GET',
      path: '/bench/open',
      headers: { authorization: `Api-Key ${key}` },
      expect: { status: 200, contains: '"answer":"hello"' },
    })),
    bad: [],
  }),
  budget: [],
};
