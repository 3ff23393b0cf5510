import type { Field } from '../../model/form-model.js';

export const apiKeyForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, hint: 'Where the key will be used' },
  { name: 'permissions', type: 'choices', required: false, all: 'All that you hold, now and later', hint: 'What it may do at most; left out: all that you hold' },
  { name: 'workspaceIds', type: 'choices', required: false, hint: 'Ids of the workspaces in which it may do it; left out: wherever you may' },
  { name: 'expiresAt', type: 'time', required: false, hint: 'When it ends; left out: never' },
  { name: 'revealable', type: 'flag', required: false, hint: 'Whether you may see it again' },
];
