import { Page } from '../../html/layout/page.js';
import { Confirm } from '../../html/parts/confirm.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Pager } from '../../html/parts/table.js';
import { HoldersInWorkspace, OpensForm } from '../assignments/held-roles.view.js';
import type { WorkspaceDetailDto } from './workspace.dto.js';

export const WorkspaceView = ({ model }: { model: WorkspaceDetailDto }) => {
  const { Name, id, items, give, _links } = model;
  const { list, next, problems } = _links;
  return (
    <Page
      title={Name}
      up={{ label: 'Workspaces', href: list?.href ?? '' }}
      about={
        <>
          Known as <code>{id}</code> in the API.
        </>
      }
      actions={
        problems && (
          <a role="button" class="outline secondary" href={problems.href}>
            Its problems
          </a>
        )
      }
    >
      {items && (
        <section>
          <h2>Who holds which role here</h2>
          <HoldersInWorkspace held={items} empty="Nobody holds a role in this very workspace. Roles held in the organisation as a whole count here too." />
          <Pager next={next?.href} />
          {give && <OpensForm form={give} label="Give a role here" submit="Give the role" />}
        </section>
      )}
      <Changes of={model} />
    </Page>
  );
};

const Changes = ({ of: { Name, _links: { update, delete: deletion } } }: { of: WorkspaceDetailDto }) => {
  if (!update && !deletion) return null;
  return (
    <section>
      <h2>The workspace itself</h2>
      {update && (
        <Form action={update.href} submit="Rename" class="form">
          <TextField label="Name" required value={Name} maxLength={100} />
        </Form>
      )}
      {deletion && (
        <Confirm label="Delete" action={deletion.href} yes="Delete the workspace">
          <p>Roles held in it grant nothing any more, and its problems are gone from sight, from the next call on. That cannot be undone.</p>
        </Confirm>
      )}
    </section>
  );
};
