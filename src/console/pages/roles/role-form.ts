import type { Field } from '../../model/form-model.js';

export const roleForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, hint: 'Unique in the organisation', maxLength: 100 },
  {
    name: 'level',
    type: 'choice',
    required: true,
    hint: 'Where it can be held',
    options: [
      { value: 'workspace', description: 'In a workspace, or in the organisation as a whole' },
      { value: 'organisation', description: 'In the organisation as a whole only' },
    ],
  },
  { name: 'basedOnRoleId', type: 'choice', required: false, hint: 'Only noted down, unless you choose no permission: then the role gets what that one holds now' },
  { name: 'permissions', type: 'choices', required: false, hint: 'What its holders may do, where they hold it. Offered is what you hold in the organisation as a whole' },
];
