import { longestPassword } from '../../../features/users/index.js';
import { Entrance } from '../../html/entrance/entrance.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import type { FormModel } from '../../model/form-model.js';

/** Where somebody who has forgotten the password begins; and begins again, with the reason, when a link is good no longer. */
export const PasswordResetView = ({ model }: { model: FormModel & { readonly problem?: string } }) => (
  <Entrance title="Forgot your password?" problem={model.problem}>
    <p>A link to set a new one goes by mail to the address of your account.</p>
    <Form action={model._links['submit']?.href ?? ''} submit="Send me a link">
      {model.fields.map(({ label, required, hint, maxLength }) => (
        <TextField key={label} label={label} required={required} hint={hint} maxLength={maxLength} autocomplete="username" autofocus />
      ))}
    </Form>
    <p class="faint">
      <a href="/org/">Back to signing in</a>
    </p>
  </Entrance>
);

/** What browsers know of the fields, by their place in the model. */
const known = [
  { autocomplete: 'off', data: { 'data-from-hash': '' } },
  { autocomplete: 'new-password', type: 'password', maxLength: longestPassword },
  { autocomplete: 'new-password', type: 'password', maxLength: longestPassword },
] as const;

/** Where the link of the mail leads. */
export const NewPasswordView = ({ model }: { model: FormModel }) => (
  <Entrance title="Set a new password">
    <Form action={model._links['submit']?.href ?? ''} submit="Set the new password">
      {model.fields.map(({ label, required, hint, maxLength }, i) => (
        <TextField key={label} label={label} required={required} hint={hint} maxLength={maxLength} {...known[i]} />
      ))}
    </Form>
    <p class="faint">
      You are signed out everywhere, and sign in with the new password afterwards. No mail, or too late? <a href="/password-reset">Ask for another</a>.
    </p>
  </Entrance>
);
