import type { Row } from './row.js';

/** What every ratio is a ratio to: the least Node can do for an answer of the same size. */
export const yardstickRow: Row = {
  name: 'node:http',
  load: ({ yardstick }) => ({
    server: yardstick,
    good: [{ label: 'GET /', method: 'GET', path: '/', expect: { status: 200, contains: '"answer":"hello"' } }],
    bad: [],
  }),
  budget: [],
};
