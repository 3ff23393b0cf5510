import type { Field } from '../../model/form-model.js';

export const inviteForm: readonly Field[] = [
  { name: 'displayName', type: 'text', required: true, hint: 'What the person is called in this organisation', maxLength: 100 },
  { name: 'login', type: 'text', required: true, hint: 'What the person signs in with. Whoever has an account on this server is invited by its login', maxLength: 100 },
  { name: 'email', type: 'text', required: true, hint: 'Where the invitation goes; to an account that exists it goes to the address of that account', maxLength: 254 },
];
