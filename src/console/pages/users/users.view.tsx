import { Page } from '../../html/layout/page.js';
import { Badge, type Tone } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter } from '../../html/parts/filters.js';
import { MailAddress } from '../../html/names/mail-address.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { Links } from '../../model/links.js';
import { KeyCreation } from '../key-generation/key-creation.view.js';
import { KeyGenerationMenu, MayGenerate } from '../key-generation/key-generation.view.js';
import type { UserListDto, UserPageDto } from './user.dto.js';

const tones: Readonly<Record<string, Tone>> = { active: 'good', invited: 'warn', disabled: 'bad' };

export const UserState = ({ state }: { state: string }) => <Badge tone={tones[state]}>{state}</Badge>;

/** Of somebody who has not accepted it is not known. */
export const HasSecondFactor = ({ of: user }: { of: UserPageDto }) => {
  if (user.State === 'invited' || user._links['invite']) return <span class="faint">not known yet</span>;
  return user['Second Factor'] ? <Badge tone="good">set up</Badge> : <Badge tone="warn">none</Badge>;
};

const columns: readonly Column<UserPageDto>[] = [
  { title: 'Name', sort: 'name', cell: (user) => <a href={user._links['self']?.href}>{user['Display Name']}</a> },
  { title: 'Login', sort: 'login', cell: ({ Login }) => Login },
  { title: 'Email', cell: ({ Email }) => <MailAddress text={Email} /> },
  { title: 'State', cell: ({ State }) => <UserState state={State} /> },
  { title: 'Second factor', cell: (user) => <HasSecondFactor of={user} /> },
  { title: 'Last signed in', cell: (user) => <Time at={user['Last Sign In']} /> },
];

const generation: Column<UserPageDto> = {
  title: 'Key generation',
  cell: (user) => {
    const standing = user['API Key Generation'];
    return standing && <MayGenerate of={standing} />;
  },
};

const states = [
  { value: '', label: 'Every state' },
  { value: 'active', label: 'Active' },
  { value: 'invited', label: 'Invited' },
  { value: 'disabled', label: 'Disabled' },
];

const factors = [
  { value: '', label: 'Second factor or not' },
  { value: 'true', label: 'Second factor set up' },
  { value: 'false', label: 'No second factor' },
];

/** Offered where the list does not end with this page. */
function forAll({ next, 'enable-all': enable, 'disable-all': disable }: Links) {
  if (!next || !enable || !disable) return [];
  return [
    { label: 'Enable it for everybody found…', href: enable.href },
    { label: 'Disable it for everybody found…', href: disable.href },
  ];
}

export const UsersView = ({ model: { items, _links } }: { model: UserListDto }) => {
  const create = _links['create']?.href;
  const enable = _links['key-generation']?.href;
  const everyone = items.some((user) => user['API Key Generation']?.ways.includes('everyone'));
  return (
    <Page title="Users" about="The people of this organisation." actions={create && <a role="button" href={create}>Invite a user</a>}>
      <div class="list-head">
        <Filters>
          <SearchFilter label="Search by name, login or e-mail" />
          <SelectFilter name="state" label="State" options={states} />
          <SelectFilter name="secondFactor" label="Second factor" options={factors} />
        </Filters>
        {enable && items.length > 0 && <KeyGenerationMenu id="chosen" action={enable} all={forAll(_links)} />}
      </div>
      {enable && items.length > 0 && <KeyCreation everyone={everyone} action={_links['key-creation']?.href} />}
      <Table
        caption="Users"
        columns={enable ? [...columns, generation] : columns}
        rows={items}
        rowId={({ id }) => id}
        rowName={(user) => user['Display Name']}
        selectFor={enable && 'chosen'}
        empty={
          <Empty title="Nobody found">
            <p>Nobody here matches what you are looking for.</p>
          </Empty>
        }
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};
