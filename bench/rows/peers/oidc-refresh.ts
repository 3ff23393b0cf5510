import { linkPlace, type LoadChain } from '../../load/chain.js';
import { postForm } from '../../load/form.js';
import type { LoadRequest } from '../../load/request.js';
import { inParallel } from '../../server/in-parallel.js';
import type { OidcProvider } from '../../server/peers.js';
import type { Row } from '../row.js';

/** For each measurement: of the load, and of its bad requests alone. */
const FAMILIES = 512;
const REPLAYED_FAMILIES = 100;

/** How many families are wanted in so many rounds. */
export const familiesInAll = (rounds: number): number => rounds * (FAMILIES + REPLAYED_FAMILIES);

/** Refresh tokens are used up, each got with the one before, as in the row `refresh_token, SQLite`; as durable. */
export const oidcRefreshRow: Row = {
  name: 'oidc-provider: refresh_token',
  load: async ({ oidcProvider }) => {
    const server = await oidcProvider();
    const replayed = server.families.splice(0, REPLAYED_FAMILIES);
    await inParallel(replayed.length, (index) => useUp(server, replayed[index]!));
    return {
      server,
      chains: server.families.splice(0, FAMILIES).map(chain),
      bad: replayed.flatMap((token) => [refused(token, 'replayed token'), refused([...token].reverse().join(''), 'made-up token')]),
    };
  },
  budget: [],
};

async function useUp({ port }: OidcProvider, token: string): Promise<void> {
  const { path, ...rest } = request(token, '', 200, '');
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: rest.method, headers: rest.headers, body: rest.body });
  if (answer.status !== 200) throw new Error(`oidc-provider answered ${answer.status}: ${await answer.text()}`);
}

const chain = (first: string): LoadChain => ({ request: request(linkPlace, 'good token', 200, '"refresh_token":"'), first, behind: '"refresh_token":"' });

const refused = (token: string, label: string): LoadRequest => request(token, label, 400, '"error":"invalid_grant"');

const request = (token: string, label: string, status: number, contains: string): LoadRequest => ({
  label: `oidc-provider: refresh_token, ${label}`,
  ...postForm('/token', { grant_type: 'refresh_token', client_id: 'app', refresh_token: token }),
  expect: { status, contains },
});
