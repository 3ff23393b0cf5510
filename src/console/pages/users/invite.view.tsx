import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { ModelForm } from '../../html/parts/model-form.js';
import type { FormModel } from '../../model/form-model.js';
import { usersPath } from './user-models.js';

const example = { 'Display Name': 'Grace Hopper', Login: 'grace', Email: 'grace@megacorp.example' };

export const InviteView = ({ model }: { model: FormModel }) => {
  const path = usersPath(useOrganisation());
  return (
    <Page
      title="Invite a user"
      about="The person gets an invitation by mail and accepts it with a password. Until then they can do nothing here."
      up={{ label: 'Users', href: path }}
      call={{ method: 'POST', body: example }}
    >
      <ModelForm model={model} submit="Invite" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
