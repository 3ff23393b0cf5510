import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter } from '../../html/parts/filters.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import { KeyGenerationMenu } from '../key-generation/key-generation.view.js';
import type { GroupListDto, GroupPageDto } from './group.dto.js';

const columns: readonly Column<GroupPageDto>[] = [
  { title: 'Name', sort: 'name', cell: ({ Name, _links }) => <a href={_links['self']?.href}>{Name}</a> },
  { title: 'Members', end: true, cell: ({ Members }) => Members },
  { title: 'Created', cell: ({ Created }) => <Time at={Created} /> },
];

const generation: Column<GroupPageDto> = {
  title: 'Key generation',
  cell: (group) => (group['API Key Generation'] ? <Badge tone="good">enabled</Badge> : <Badge>not enabled</Badge>),
};

export const GroupsView = ({ model: { items, _links } }: { model: GroupListDto }) => {
  const create = _links['create']?.href;
  const enable = _links['key-generation']?.href;
  return (
    <Page title="Groups" about="What a group holds, its members hold: roles, and the right to create API keys." actions={create && <a role="button" href={create}>Create a group</a>}>
      <div class="list-head">
        <Filters>
          <SearchFilter label="Search by name" />
        </Filters>
        {enable && items.length > 0 && <KeyGenerationMenu id="chosen" action={enable} />}
      </div>
      <Table
        caption="Groups"
        columns={enable ? [...columns, generation] : columns}
        rows={items}
        rowId={({ id }) => id}
        rowName={({ Name }) => Name}
        selectFor={enable && 'chosen'}
        empty={
          <Empty title="No groups">
            <p>Put people who need the same into a group, and give the group the roles.</p>
          </Empty>
        }
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const GroupFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/group');
  return (
    <Page title="Create a group" up={{ label: 'Groups', href: path }} call={{ method: 'POST', body: { Name: 'Developers' } }}>
      <ModelForm model={model} submit="Create the group" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
