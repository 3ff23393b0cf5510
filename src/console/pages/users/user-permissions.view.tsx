import { Empty } from '../../html/parts/empty.js';
import { type Column, Table } from '../../html/parts/table.js';
import type { EffectivePermissionDto, EffectiveSourceDto, UserPermissionsPageDto } from './user.dto.js';
import { UserTabs } from './user-tabs.js';

const Source = ({ of: { Role, Group, Workspace, _links } }: { of: EffectiveSourceDto }) => (
  <li>
    <a href={_links['role']?.href}>{Role}</a>
    {Group === null ? ' given to the user' : (
      <>
        {' '}
        through the group <a href={_links['group']?.href}>{Group}</a>
      </>
    )}
    {Workspace === null ? ', in the organisation as a whole' : (
      <>
        , in <a href={_links['workspace']?.href}>{Workspace}</a>
      </>
    )}
  </li>
);

const columns: readonly Column<EffectivePermissionDto>[] = [
  {
    title: 'Permission',
    cell: ({ Permission, Description }) => (
      <>
        <code>{Permission}</code>
        <small class="hint">{Description}</small>
      </>
    ),
  },
  { title: 'Where', cell: ({ Workspaces }) => (Workspaces === null ? 'everywhere' : Workspaces.map(({ Name }) => Name).join(', ')) },
  {
    title: 'Because of',
    cell: ({ Sources }) => (
      <ul class="sources">
        {Sources.map((source, i) => (
          <Source key={i} of={source} />
        ))}
      </ul>
    ),
  },
];

export const UserPermissionsView = ({ model }: { model: UserPermissionsPageDto }) => (
  <UserTabs user={model} current="permissions" about="What this user may do now, where, and why. Their keys can never do more.">
    {!model.Active && <p class="note">Nothing of this can be used: the user is not active.</p>}
    <Table
      caption="Effective permissions"
      columns={columns}
      rows={model.items}
      rowId={({ Permission }) => Permission}
      empty={
        <Empty title="No permissions">
          <p>This user may do nothing here yet. Give a role on the Details tab, or add the user to a group that holds one.</p>
        </Empty>
      }
    />
  </UserTabs>
);
