import type { Field } from '../../model/form-model.js';

const name: Field = { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'Which machine or program it is for; becomes part of its client id' };
const purpose: Field = { name: 'purpose', type: 'text', required: false, maxLength: 300, hint: 'What it is for: whoever finds it in a list one day will be glad to know' };
const expiresAt: Field = { name: 'expiresAt', type: 'time', required: false, hint: 'When it ends, in UTC; left empty: never' };
const workspaceRoleIds: Field = { name: 'workspaceRoleIds', type: 'choices', required: false, hint: 'What it may do where: roles of its own, which you must hold yourself' };
const clientSecret: Field = {
  name: 'clientSecret',
  type: 'text',
  required: false,
  maxLength: 30,
  hint: '10 to 30 printable characters, three of: upper-case letters, lower-case letters, digits, others. Left empty: a stronger one is generated',
};

/** What a new API access is made of. */
export const apiAccessForm: readonly Field[] = [name, purpose, expiresAt, workspaceRoleIds, clientSecret];

/** What can be changed of one. */
export const apiAccessChanges: readonly Field[] = [name, purpose, expiresAt, workspaceRoleIds];
