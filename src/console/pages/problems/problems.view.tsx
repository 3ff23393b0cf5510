import { mayAnywhere, useOrganisation, usePage } from '../../html/context/context.js';
import { Thing } from '../../html/names/thing.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { ProblemListDto, ProblemPageDto } from './problem.dto.js';

/** Workspaces by name. */
const columnsWith = (names: ReadonlyMap<string, string>): readonly Column<ProblemPageDto>[] => [
  { title: 'Name', cell: ({ Name }) => <strong>{Name}</strong> },
  { title: 'Problem Statement', cell: (problem) => <span class="clamp">{problem['Problem Statement']}</span> },
  { title: 'Workspace', cell: ({ Workspace }) => (Workspace === null ? <span class="faint">whole organisation</span> : <Thing kind="workspace" id={Workspace} name={names.get(Workspace) ?? null} />) },
  { title: 'Reported', cell: ({ Created }) => <Time at={Created} shows="both" /> },
];

export const ProblemsView = ({ model: { items, Workspaces, _links } }: { model: ProblemListDto }) => {
  const { caller } = usePage();
  const create = mayAnywhere(caller, 'problem.create') ? (
    <a role="button" href={_links['create']?.href}>
      Report a problem
    </a>
  ) : undefined;
  return (
    <Page title="Problems" about="The example resource: what a protected module of your own looks like." actions={create}>
      <Table
        caption="Problems"
        columns={columnsWith(new Map(Workspaces.map(({ id, Name }) => [id, Name])))}
        rows={items}
        rowId={({ id }) => id}
        empty={
          <Empty title="No problems">
            <p>None has been reported where you may read them. Programs report them with the call below.</p>
          </Empty>
        }
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const ProblemFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'problem');
  return (
    <Page title="Report a problem" up={{ label: 'Problems', href: path }} call={{ method: 'POST', body: { Name: 'Disk full', 'Problem Statement': 'The build machine has no space left.' } }}>
      <ModelForm model={model} submit="Report it" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
