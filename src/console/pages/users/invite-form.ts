import type { Field } from '../../model/form-model.js';

export const inviteForm: readonly Field[] = [
  { name: 'displayName', type: 'text', required: true, hint: 'How the person is called here', maxLength: 100 },
  { name: 'login', type: 'text', required: true, hint: 'What the person signs in with. Somebody who has an account already is invited by its login', maxLength: 100 },
  { name: 'email', type: 'text', required: true, hint: 'Where the invitation goes', maxLength: 254 },
];
