import type { LoadRequest } from '../../load/request.js';
import type { Row } from '../row.js';

/** Bad keys in turn. */
const BAD = 1_000;

/** The same question as the row `POST /api/v1/verify`: is this key good, and may it read problems? */
export const betterAuthVerifyRow: Row = {
  name: 'better-auth: verify',
  load: async ({ betterAuth }) => {
    const server = await betterAuth();
    return {
      server,
      good: server.keys.map((key) => verify(key, 'good key', '"valid":true')),
      bad: Array.from({ length: BAD }, (_, index) => verify([...server.keys[index % server.keys.length]!].reverse().join(''), 'unknown key', '"valid":false')),
    };
  },
  budget: [],
};

const verify = (key: string, label: string, contains: string): LoadRequest => ({
  label: `better-auth, ${label}`,
  method: 'POST',
  path: '/verify',
  body: JSON.stringify({ key }),
  expect: { status: 200, contains },
});
