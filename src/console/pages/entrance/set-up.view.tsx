import { Entrance } from '../../html/entrance/entrance.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import type { FormModel } from '../../model/form-model.js';

/** What browsers know of the fields, by their place in the model. */
const known = [
  { autocomplete: 'off', data: { 'data-from-hash': '' } },
  { autocomplete: 'organization' },
  { autocomplete: 'off' },
  { autocomplete: 'name' },
  { autocomplete: 'username' },
  { autocomplete: 'email', type: 'email' },
  { autocomplete: 'new-password', type: 'password' },
] as const;

/** Stands on a server without any account. */
export const SetUpView = ({ model }: { model: FormModel }) => (
  <Entrance title="Set this server up" wide>
    <p>Create the first organisation and your account. You will hold every permission in it, and be the one who can create more organisations.</p>
    <Form action={model._links['submit']?.href ?? ''} submit="Set it up">
      {model.fields.map(({ label, required, hint, maxLength }, i) => (
        <TextField key={label} label={label} required={required} hint={hint} maxLength={maxLength} {...known[i]} />
      ))}
    </Form>
  </Entrance>
);
