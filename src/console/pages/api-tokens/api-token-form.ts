import type { Field } from '../../model/form-model.js';

/** What a new API token is made of. */
export const apiTokenForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'Where it will be used; a meaningful name makes it easy to find later' },
  { name: 'permissions', type: 'choices', required: false, all: 'All that you hold, now and later', hint: 'What it may do. The API documentation says what each request needs' },
  { name: 'expiresAt', type: 'time', required: false, hint: 'A day ends at midnight UTC' },
  { name: 'revealable', type: 'flag', required: false, hint: 'You can open its line in the list and see it again. Without this it is shown once' },
];
