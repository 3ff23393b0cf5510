import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { useField } from '../../html/parts/fields.js';
import { ModelForm } from '../../html/parts/model-form.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import { tickedAfter } from './role-base.js';

const example = { Name: 'Auditor', Level: 'workspace', Permissions: ['problem.read', 'audit.read'] };

/** Brings the form back with what the base holds ticked. Enter in a field of the form creates the role all the same. */
const TickBase = ({ base }: { base: string }) => (
  <div class="field">
    <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />
    <input type="hidden" name={tickedAfter} value={useField(tickedAfter, base).value} />
    <button type="submit" class="outline secondary" name="_fill" value="permissions" formNoValidate>
      Tick what it holds
    </button>
  </div>
);

export const RoleFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/role');
  const base = model.fields.find(({ label }) => label === 'Based On');
  return (
    <Page title="Create a role" up={{ label: 'Roles', href: path }} call={{ method: 'POST', path: `${path}create/`, body: example }}>
      <ModelForm model={model} submit="Create the role" also={<a href={path}>Cancel</a>} below={{ 'Based On': <TickBase base={typeof base?.value === 'string' ? base.value : ''} /> }} />
    </Page>
  );
};
