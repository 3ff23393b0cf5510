import type { Field } from '../../model/form-model.js';

const name: Field = { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'Where it will be used' };
const purpose: Field = { name: 'purpose', type: 'text', required: false, maxLength: 300, hint: 'What it is for: whoever finds it in a list one day will be glad to know' };
const permissions: Field = { name: 'permissions', type: 'choices', required: false, all: 'All that its owner holds, now and later', hint: 'What it may do at most, and never more than its owner may at that moment' };
const workspaceIds: Field = { name: 'workspaceIds', type: 'choices', required: false, all: 'Wherever its owner may', hint: 'Where it may do it' };
const expiresAt: Field = { name: 'expiresAt', type: 'time', required: false, hint: 'When it ends, in UTC; left empty: never' };
const revealable: Field = { name: 'revealable', type: 'flag', required: false, hint: 'Else it is shown once, and nobody can show it again' };

/** What a new key is made of. */
export const apiKeyForm: readonly Field[] = [name, purpose, permissions, workspaceIds, expiresAt, revealable];

/** What can be changed of one. */
export const apiKeyChanges: readonly Field[] = [name, purpose, permissions, workspaceIds, expiresAt];
