import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { WorkspaceListDto, WorkspacePageDto } from './workspace.dto.js';

const columns: readonly Column<WorkspacePageDto>[] = [
  { title: 'Name', sort: 'name', cell: ({ Name, _links }) => <a href={_links['self']?.href}>{Name}</a> },
  { title: 'Id', cell: ({ id }) => <code>{id}</code> },
  { title: 'Created', cell: ({ Created }) => <Time at={Created} /> },
];

export const WorkspacesView = ({ model: { items, _links } }: { model: WorkspaceListDto }) => {
  const create = _links['create']?.href;
  return (
    <Page title="Workspaces" about="Parts of the organisation in which roles are held: a role in one says nothing about the others." actions={create && <a role="button" href={create}>Create a workspace</a>}>
      <Filters>
        <SearchFilter label="Search by name" />
      </Filters>
      <Table caption="Workspaces" columns={columns} rows={items} rowId={({ id }) => id} empty={<Empty title={useIsNarrowed() ? 'No workspace found' : 'No workspaces'} />} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const WorkspaceFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/workspace');
  return (
    <Page title="Create a workspace" up={{ label: 'Workspaces', href: path }} call={{ method: 'POST', body: { Name: 'production' } }}>
      <ModelForm model={model} submit="Create the workspace" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
