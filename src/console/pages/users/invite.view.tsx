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
      about="A link goes out by mail; with it the person chooses a password. Until then nothing works for them."
      up={{ label: 'Users', href: path }}
      call={{ method: 'POST', body: example }}
    >
      <ModelForm model={model} submit="Invite" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
