import type { Field } from '../../model/form-model.js';

export const roleForm: readonly Field[] = [
  { name: 'name', type: 'text', required: true, hint: 'Must be unique in the organisation', maxLength: 100 },
  {
    name: 'level',
    type: 'choice',
    required: true,
    hint: 'Where people can hold it',
    options: [
      { value: 'workspace', description: 'In one workspace, or in the whole organisation' },
      { value: 'organisation', description: 'Only in the whole organisation' },
    ],
  },
  { name: 'basedOnRoleId', type: 'choice', required: false, hint: 'Tick no permission below, and the new role starts with those of this one. Later changes of one do not change the other' },
  { name: 'permissions', type: 'choices', required: false, hint: 'What its holders may do. You can give what you hold in the whole organisation' },
];
