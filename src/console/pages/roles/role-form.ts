import { permissionsOf, type Role } from '../../../features/roles/index.js';
import type { Field } from '../../model/form-model.js';

const baseHint = 'Tick what this one holds, and leave out what you like: the new role holds exactly what is ticked below. Later changes of one do not change the other';

/** `base`: the role that is chosen. `others`: what it holds and the caller cannot give. */
const hintFor = (base: Role | null, others: readonly string[]): string =>
  [
    baseHint,
    ...(base && permissionsOf(base).open ? [`${base.name} also holds what is added later; the new role will not`] : []),
    ...(base && others.length > 0 ? [`You cannot give ${others.join(', ')} of ${base.name}: tick the others, and leave those out`] : []),
  ].join('. ');

export const roleForm = (base: Role | null, others: readonly string[]): readonly Field[] => [
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
  { name: 'basedOnRoleId', type: 'choice', required: false, hint: hintFor(base, others) },
  { name: 'permissions', type: 'choices', required: false, hint: 'What its holders may do. You can give what you hold in the whole organisation' },
];
