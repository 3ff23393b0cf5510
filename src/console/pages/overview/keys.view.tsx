import type { OverviewDto } from '../../../features/overview/index.js';
import { useOrganisation } from '../../html/context/context.js';
import { Empty } from '../../html/parts/empty.js';
import { Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import { type Links, pagePath } from '../../model/links.js';
import { numberOf } from './number-of.js';

type Keys = NonNullable<OverviewDto['keys']>;
type EndingSoon = NonNullable<OverviewDto['endingSoon']>;
type Key = EndingSoon['first'][number];

const KeyLink = ({ of: { id, name } }: { of: Key }) => <a href={pagePath(useOrganisation(), 'organisation/api-key', id)}>{name}</a>;

/** How many keys there are in each state, and which end soon. */
export const KeyNumbers = ({ keys, endingSoon, links }: { keys: Keys; endingSoon: EndingSoon; links: Links }) => (
  <>
    <ul class="cards">
      {keys.map(({ state, ...number }) => (
        <li key={state}>
          <a href={links[state]?.href}>
            <strong class="number">{numberOf(number)}</strong>
            <span class="faint">API keys {state}</span>
          </a>
        </li>
      ))}
      <li>
        <a href={links['ending-soon']?.href}>
          <strong class="number">{numberOf(endingSoon)}</strong>
          <span class="faint">end within 30 days</span>
        </a>
      </li>
    </ul>
    {endingSoon.first.length > 0 && (
      <>
        <h2>Ending soon</h2>
        <Table
          caption="API keys that end soon"
          columns={[
            { title: 'Key', cell: (key) => <KeyLink of={key} /> },
            { title: 'Ends', cell: ({ expiresAt }) => <Time at={expiresAt} shows="both" /> },
            { title: 'Last used', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
          ]}
          rows={endingSoon.first}
          rowId={({ id }) => id}
          empty={null}
        />
      </>
    )}
  </>
);

export const LastUsed = ({ keys }: { keys: readonly Key[] }) => (
  <section>
    <h2>Last used</h2>
    <Table
      caption="API keys that were used last"
      columns={[
        { title: 'Key', cell: (key) => <KeyLink of={key} /> },
        { title: 'When', cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
      ]}
      rows={keys}
      rowId={({ id }) => id}
      empty={
        <Empty title="No key was used yet">
          <p>Create one, and call with it: its page shows how. Uses appear here after some seconds.</p>
        </Empty>
      }
    />
  </section>
);
