import type { Field } from '../../model/form-model.js';
import type { ApiKeyPageDto } from './api-key.dto.js';

const name: Field = { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'Where it will be used' };
const purpose: Field = { name: 'purpose', type: 'text', required: false, maxLength: 300, hint: 'What it is for, in a few words, for whoever finds it in a list later' };
const permissions: Field = { name: 'permissions', type: 'choices', required: false, all: 'All that its owner holds, now and later', hint: 'What it may do: never more than its owner may at that moment' };
const workspaceIds: Field = { name: 'workspaceIds', type: 'choices', required: false, all: 'Wherever its owner may', hint: 'The workspaces in which it works' };
const expiresAt: Field = { name: 'expiresAt', type: 'time', required: false, hint: 'A day ends at midnight UTC' };
const revealable: Field = { name: 'revealable', type: 'flag', required: false, hint: 'You can see it again on its page. Without this it is shown once' };

/** What a new key is made of. */
export const apiKeyForm: readonly Field[] = [name, purpose, permissions, workspaceIds, expiresAt, revealable];

/** What can be changed of one. */
export const apiKeyChanges: readonly Field[] = [name, purpose, permissions, workspaceIds, expiresAt];

/** What it is of one. */
export const keyValues = ({ Name, Purpose, Permissions, Workspaces, Expires }: ApiKeyPageDto) => ({
  ...{ name: Name, purpose: Purpose, permissions: Permissions, workspaceIds: Workspaces },
  expiresAt: Expires === null ? null : Date.parse(Expires),
});
