import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter } from '../../html/parts/filters.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import type { RoleListDto, RolePageDto } from './role.dto.js';

/** What a role holds, in a few words. */
export function heldWords(role: RolePageDto): string {
  const { Permissions: held } = role;
  const except = role['Except Permissions'];
  if (held.includes('*')) return except.length === 0 ? 'everything, present and future' : `everything but ${except.join(', ')}`;
  return held.length === 0 ? 'nothing' : held.join(', ');
}

const columns: readonly Column<RolePageDto>[] = [
  {
    title: 'Name',
    sort: 'name',
    cell: (role) => (
      <>
        <a href={role._links['self']?.href}>{role.Name}</a> {role['System Role'] && <Badge>system</Badge>}
      </>
    ),
  },
  { title: 'Held in', cell: ({ Level }) => (Level === 'workspace' ? 'any workspace' : 'organisation') },
  { title: 'Lets its holders', cell: (role) => <span class="clamp">{heldWords(role)}</span> },
  { title: 'Who', cell: ({ _links }) => <a href={_links['holders']?.href}>holders</a> },
];

export const RolesView = ({ model: { items, _links } }: { model: RoleListDto }) => {
  const create = _links['create']?.href;
  return (
    <Page title="Roles" about="Named sets of permissions: given to users, groups and service keys, for the organisation or for one workspace." actions={create && <a role="button" href={create}>Create a role</a>}>
      <Filters>
        <SearchFilter label="Search by name" />
      </Filters>
      <Table caption="Roles" columns={columns} rows={items} rowId={({ id }) => id} empty={<Empty title="No role found" />} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};
