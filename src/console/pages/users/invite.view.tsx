import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Form, useSubmitted } from '../../html/parts/form.js';
import { ModelField } from '../../html/parts/model-form.js';
import { MatrixField } from '../api-access/matrix-field.js';
import type { InviteFormDto } from './user.dto.js';
import { usersPath } from './users-path.js';

const example = { 'Display Name': 'Grace Hopper', Login: 'grace', Email: 'grace@megacorp.example' };

export const InviteView = ({ model }: { model: InviteFormDto }) => {
  const path = usersPath(useOrganisation());
  return (
    <Page
      title="Invite a user"
      about="The person gets an invitation by mail, with your name in it, and accepts it with a password. Until then they can do nothing here."
      up={{ label: 'Users', href: path }}
      call={{ method: 'POST', body: example }}
    >
      <Form action={model._links['submit']?.href ?? ''} submit="Invite" also={<a href={path}>Cancel</a>} class="form">
        {model.fields.map((field) => field.type !== 'choices' && <ModelField key={field.label} field={field} />)}
        <GivenAtOnce model={model} />
      </Form>
    </Page>
  );
};

/** Groups and roles, for who may give some; folded, since most wait until somebody is there. */
const GivenAtOnce = ({ model: { fields, Matrix } }: { model: InviteFormDto }) => {
  const isBack = useSubmitted() !== null;
  const choices = fields.filter(({ type }) => type === 'choices');
  if (choices.length === 0) return null;
  return (
    <details class="panel" open={isBack}>
      <summary>Groups and roles to begin with</summary>
      {choices.map((field) =>
        field.label === 'Workspace Roles' && Matrix ? <MatrixField key={field.label} label={field.label} hint={field.hint} matrix={Matrix} /> : <ModelField key={field.label} field={field} />,
      )}
    </details>
  );
};
