import type { Field } from '../../model/form-model.js';

export const permissionForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, hint: 'service:resource.action, such as billing:invoice.pay. It cannot be changed or taken back', maxLength: 100 },
  { name: 'description', type: 'text', required: true, hint: 'What it lets its holder do', maxLength: 200 },
];
