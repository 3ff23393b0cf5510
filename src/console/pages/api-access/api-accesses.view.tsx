import { mayAt } from '../../../access/index.js';
import { usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import { ends, states } from '../api-keys/api-keys.view.js';
import { AboutAccess } from '../api-keys/kinds.js';
import { EndOf, KeyState } from '../api-keys/key-words.js';
import { OwnerFilter } from '../api-keys/owner-filter.js';
import type { ApiAccessDto, ApiAccessListDto } from './api-access.dto.js';

const columns: readonly Column<ApiAccessDto>[] = [
  {
    title: 'Name',
    sort: 'name',
    cell: ({ Name, Purpose, _links }) => (
      <>
        <a href={_links['self']?.href}>{Name}</a>
        {Purpose !== null && <div class="faint clamp">{Purpose}</div>}
      </>
    ),
  },
  {
    title: 'Client ID',
    // Names of permissions stay on one line; this is longer than a narrow screen is wide.
    cell: (key) => (
      <span>
        <code>{key['Client Id']}</code>
      </span>
    ),
  },
  { title: 'State', cell: (key) => <KeyState of={key} /> },
  { title: 'Last used', cell: (key) => <Time at={key['Last Used']} /> },
  { title: 'Ends', sort: 'expiresAt', cell: (key) => <EndOf of={key} /> },
  { title: 'Created', sort: 'id', cell: ({ Created }) => <Time at={Created} /> },
];

export const ApiAccessesView = ({ model: { items, Owner, _links } }: { model: ApiAccessListDto }) => {
  const { create } = _links;
  const action = create && (
    <a role="button" href={create.href}>
      Create an API access
    </a>
  );
  return (
    <Page title="API access" about={<AboutAccess />} actions={action}>
      <Filters>
        <SearchFilter label="Name, client ID or first 8 characters" />
        <OwnerFilter owner={Owner} links={_links} label="Made by" />
        <SelectFilter name="state" label="State" options={states} />
        <SelectFilter name="expires" label="When it ends" options={ends} />
      </Filters>
      <Table caption="API accesses" columns={columns} rows={items} rowId={({ id }) => id} empty={<NoAccesses />} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

const NoAccesses = () => {
  const { caller } = usePage();
  if (useIsNarrowed()) {
    return (
      <Empty title="No API access is like that">
        <p>Names are found by any part of them, a client ID by all of it, a secret by its first eight characters. Or clear what narrows the list.</p>
      </Empty>
    );
  }
  const seesAll = caller !== null && mayAt(caller, 'api-key.read-all', { workspaceId: null });
  return !seesAll ? (
    <Empty title="None that you may see">
      <p>Those that you make are here. Others are seen by whoever holds api-key.read-all for the whole organisation.</p>
    </Empty>
  ) : (
    <Empty title="No API access">
      <p>{`A machine that works for ${caller?.organisation?.name ?? 'the organisation'}, and for nobody in particular, needs one: it goes on when people leave.`}</p>
    </Empty>
  );
};
