import type { Field } from '../../model/form-model.js';
import { keyValues } from '../api-keys/api-key-form.js';
import type { ApiAccessDetailDto } from './api-access.dto.js';

const name: Field = { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'The machine or program it is for. Becomes part of the client ID' };
const purpose: Field = { name: 'purpose', type: 'text', required: false, maxLength: 300, hint: 'What it is for, in a few words, for whoever finds it in a list later' };
const expiresAt: Field = { name: 'expiresAt', type: 'time', required: false, hint: 'A day ends at midnight UTC' };
const workspaceRoleIds: Field = { name: 'workspaceRoleIds', type: 'choices', required: false, hint: 'What it may do, and where. You can give what you hold yourself. Without any role it can do nothing' };
const clientSecret: Field = {
  name: 'clientSecret',
  type: 'text',
  required: false,
  maxLength: 30,
  hint: 'Leave it empty and a strong one is generated. Or choose 10 to 30 characters with three of these: capitals, small letters, digits, others',
};

/** What a new API access is made of. */
export const apiAccessForm: readonly Field[] = [name, purpose, expiresAt, workspaceRoleIds, clientSecret];

/** What can be changed of one. */
export const apiAccessChanges: readonly Field[] = [{ ...name, hint: 'The machine or program it is for. The client ID stays' }, purpose, expiresAt, workspaceRoleIds];

/** The ids of the workspace roles it holds. */
export const heldIn = ({ rows, others }: ApiAccessDetailDto['Matrix']): string[] => [...others, ...rows.flatMap(({ cells }) => cells.filter(({ held }) => held).map(({ id }) => id))];

/** What can be changed of one, as it is. */
export const accessValues = (model: ApiAccessDetailDto) => ({ ...keyValues(model), workspaceRoleIds: heldIn(model.Matrix) });
