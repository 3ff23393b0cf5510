import { useOwnOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import type { FormModel } from '../../model/form-model.js';
import { profilePath } from './profile-models.js';
import { profileTabs } from './profile-tabs.js';

/** What is told of the fields beyond the model, by their place in it. */
const known = [
  { autocomplete: 'current-password' },
  {
    autocomplete: 'new-password',
    hint: '12 to 128 characters, whichever you like, blanks too. No digits or signs are asked for: a few words that nobody else would put together do well. The common ones are refused.',
  },
  { autocomplete: 'new-password' },
] as const;

export const PasswordView = ({ model }: { model: FormModel }) => {
  const organisation = useOwnOrganisation();
  return (
    <Page
      title="Change the password"
      about="You stay signed in here. Everywhere else you are signed out, and the tokens of your keys end; the keys go on."
      tabs={profileTabs(organisation, 'Password')}
      call={{ method: 'POST', person: true, body: { 'Current Password': '…', 'New Password': '…' } }}
    >
      <Form action={model._links['submit']?.href ?? ''} submit="Change the password" also={<a href={profilePath(organisation, 'security')}>Cancel</a>} class="form">
        {model.fields.map(({ label, hint, maxLength = 1024 }, i) => (
          <TextField key={label} label={label} type="password" required maxLength={maxLength} hint={hint} {...known[i]} />
        ))}
      </Form>
    </Page>
  );
};
