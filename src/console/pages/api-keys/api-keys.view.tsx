import { mayAnywhere, usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import { ManyKeysMenu, manyKeysForm } from '../ticked-keys/many-keys-menu.js';
import type { ApiKeyPageDto, OwnedKeyListDto } from './api-key.dto.js';
import { AboutKeys, NoKeyGeneration } from './kinds.js';
import { EndOf, KeyState, PermissionsOf, Places } from './key-words.js';
import { OwnerFilter } from './owner-filter.js';

const all = (label: string) => ({ value: '', label });
const same = (value: string) => ({ value, label: value });

const kinds = [all('Every kind'), same('personal'), same('service')];
export const states = [all('Every state'), same('active'), same('deactivated'), same('revoked'), same('deleted')];
export const ends = [
  all('Whenever it ends'),
  { value: 'week', label: 'ends within a week' },
  { value: 'month', label: 'ends within a month' },
  { value: 'quarter', label: 'ends within a quarter' },
  { value: 'ended', label: 'has ended' },
  { value: 'never', label: 'never ends' },
];

const nameColumn: Column<ApiKeyPageDto> = {
  title: 'Name',
  sort: 'name',
  cell: ({ Name, Purpose, Prefix, _links }) => (
    <>
      <a href={_links['self']?.href}>{Name}</a>
      {Prefix !== null && <div class="begins">{Prefix}…</div>}
      {Purpose !== null && <div class="faint clamp">{Purpose}</div>}
    </>
  ),
};
const ownerColumn: Column<ApiKeyPageDto> = { title: 'Owner', cell: (key) => key['Owner Name'] ?? <span class="faint">the organisation</span> };
const otherColumns: readonly Column<ApiKeyPageDto>[] = [
  {
    title: 'State',
    cell: (key) => (
      <>
        <KeyState of={key} />
        <div class="faint">{key['Profile Key'] ? 'profile key' : key.Kind}</div>
      </>
    ),
  },
  {
    title: 'May do',
    cell: (key) => (
      <>
        <PermissionsOf of={key} />
        <Places of={key} />
      </>
    ),
  },
  { title: 'Last used', cell: (key) => <Time at={key['Last Used']} /> },
  { title: 'Ends', sort: 'expiresAt', cell: (key) => <EndOf of={key} /> },
  { title: 'Created', sort: 'id', cell: ({ Created }) => <Time at={Created} /> },
];

export const ApiKeysView = ({ model: { items, Owner, _links } }: { model: OwnedKeyListDto }) => {
  const { caller } = usePage();
  const { create } = _links;
  const isForAll = mayAnywhere(caller, 'api-key.read-all');
  const own = caller?.userId == null ? undefined : String(caller.userId);
  const isChosen = isForAll && own !== undefined && (Owner === null || Owner.id === own);
  return (
    <Page
      title="API keys"
      about={<AboutKeys />}
      actions={
        create && (
          <a role="button" href={create.href}>
            Create an API key
          </a>
        )
      }
    >
      {!create && <NoKeyGeneration />}
      <div class="list-head">
        <Filters>
          <SearchFilter label="Name or first 8 characters" />
          {isChosen ? <SelectFilter name="owner" label="Whose" options={[all('Everybody’s'), { value: own, label: 'mine' }]} /> : <OwnerFilter owner={Owner} links={_links} />}
          <SelectFilter name="kind" label="Kind" options={kinds} />
          <SelectFilter name="state" label="State" options={states} />
          <SelectFilter name="expires" label="When it ends" options={ends} />
        </Filters>
        {items.length > 0 && <ManyKeysMenu list="api-key" goesOn={_links['next'] !== undefined} />}
      </div>
      <Table
        caption="API keys"
        columns={[nameColumn, ...(isForAll ? [ownerColumn] : []), ...otherColumns]}
        rows={items}
        rowId={({ id }) => id}
        rowName={({ Name }) => Name}
        selectFor={manyKeysForm}
        empty={<NoKeys />}
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

const NoKeys = () =>
  useIsNarrowed() ? (
    <Empty title="No API key is like that">
      <p>Names are found by any part of them, a key by its first eight characters. Or clear what narrows the list.</p>
    </Empty>
  ) : (
    <Empty title="No API keys">
      <p>A program that is to act for you needs one. Create one for each place where it will be used.</p>
    </Empty>
  );
