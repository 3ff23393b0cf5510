import { Injectable } from '@nestjs/common';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { GroupsRepository } from '../../../features/groups/index.js';
import { type Field, formModel, type OptionDto } from '../../model/form-model.js';
import type { MatrixDto } from '../api-access/matrix.dto.js';
import { RoleMatrix } from '../api-access/role-matrix.js';
import type { InviteFormDto } from './user.dto.js';
import { usersPath } from './users-path.js';

const person: readonly Field[] = [
  { name: 'displayName', type: 'text', required: true, hint: 'What the person is called in this organisation', maxLength: 100 },
  { name: 'login', type: 'text', required: true, hint: 'What the person signs in with. Whoever has an account on this server is invited by its login', maxLength: 100 },
  { name: 'email', type: 'text', required: true, hint: 'Where the invitation goes; to an account that exists it goes to the address of that account', maxLength: 254 },
];
const groupIds: Field = { name: 'groupIds', type: 'choices', required: false, hint: 'The person then holds what the groups hold' };
const workspaceRoleIds: Field = { name: 'workspaceRoleIds', type: 'choices', required: false, hint: 'What the person may do, and where. You can give what you hold yourself' };

const whole = { workspaceId: null };
/** More than so many to choose from help nobody. */
const mostGroups = 200;
const byName = { column: 'nameLower', descending: false, limit: mostGroups - 1, after: null } as const;

/** What it takes to invite somebody, and what can be given at once. */
@Injectable()
export class InviteForm {
  constructor(
    private readonly groups: GroupsRepository,
    private readonly matrix: RoleMatrix,
  ) {}

  async of(caller: Member): Promise<InviteFormDto> {
    const groups = await this.groupOptions(caller);
    const Matrix = reach(caller, 'role.assign') === 'none' ? null : await this.matrix.of(caller, null, 'role.assign');
    const roles = Matrix ? this.matrix.optionsOf(Matrix) : [];
    const fields = [...person, ...(groups.length > 0 ? [groupIds] : []), ...(roles.length > 0 ? [workspaceRoleIds] : [])];
    const states = { groupIds: { options: groups }, workspaceRoleIds: { options: roles } };
    return { ...formModel(fields, `${usersPath(caller.organisation)}create/`, states), Matrix: roles.length > 0 ? givable(Matrix) : null };
  }

  private async groupOptions(caller: Member): Promise<OptionDto[]> {
    if (!mayAt(caller, 'group.read', whole) || !mayAt(caller, 'group.update', whole)) return [];
    return (await this.groups.list(caller.organisation.id, undefined, byName)).map(({ id, name }) => ({ value: String(id), description: name }));
  }
}

/** Without the places in which the caller can give nothing. */
const givable = (matrix: MatrixDto | null): MatrixDto | null => matrix && { ...matrix, rows: matrix.rows.filter(({ cells }) => cells.some((cell) => cell.givable)) };
