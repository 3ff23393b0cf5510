import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { ModelForm } from '../../html/parts/model-form.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';

const example = { Name: 'Auditor', Level: 'workspace', Permissions: ['problem.read', 'audit.read'] };

export const RoleFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/role');
  return (
    <Page title="Create a role" up={{ label: 'Roles', href: path }} call={{ method: 'POST', path: `${path}create/`, body: example }}>
      <ModelForm model={model} submit="Create the role" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
