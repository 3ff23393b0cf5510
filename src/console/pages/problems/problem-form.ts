import type { Field } from '../../model/form-model.js';

export const problemForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, hint: 'What it is called', maxLength: 100 },
  { name: 'statement', type: 'long-text', required: true, hint: 'What is the matter' },
  { name: 'workspaceId', type: 'text', required: false, hint: 'The id of the workspace it belongs to; empty: the organisation as a whole' },
];
