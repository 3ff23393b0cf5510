import { Injectable } from '@nestjs/common';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { ApiKeysService, keySliceOf } from '../../../features/api-keys/index.js';
import { GroupsRepository } from '../../../features/groups/index.js';
import type { RoleLevel, Subject } from '../../../features/roles/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import { invalid, toId } from '../../../platform/http/index.js';
import { type Field, type FormModel, formModel, type OptionDto } from '../../model/form-model.js';
import { GivingRoles } from './giving-roles.js';
import { wholeOrganisation } from './held-role.dto.js';
import type { HolderForm } from './holder.dto.js';

/** More than so many to choose from help nobody. */
const most = 200;
const byName = { descending: false, limit: most, after: null } as const;
const whole = { workspaceId: null };

/** Says and asks who is to hold a role. */
@Injectable()
export class Holders {
  constructor(
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
    private readonly keys: ApiKeysService,
    private readonly giving: GivingRoles,
  ) {}

  /** @throws 400 unless exactly one is named, and is there. */
  async subjectOf({ organisation }: Member, { login, userId, groupId, apiKeyId }: HolderForm): Promise<Subject> {
    const named = [login, userId, groupId, apiKeyId].filter((each) => each !== undefined);
    if (named.length !== 1) throw invalid([{ field: 'login', message: 'or a group or a service key: name exactly one' }]);
    if (groupId !== undefined) return { kind: 'group', id: toId(groupId) };
    if (apiKeyId !== undefined) return { kind: 'api-key', id: toId(apiKeyId) };
    if (userId !== undefined) return { kind: 'user', id: toId(userId) };
    const user = await this.users.findByLogin(organisation.id, login ?? '');
    if (!user) throw invalid([{ field: 'login', message: 'is nobody of this organisation' }]);
    return { kind: 'user', id: user.id };
  }

  /** Where the caller may give a role of this level. */
  async places(caller: Member, level: RoleLevel): Promise<OptionDto[]> {
    return (await this.giving.whereOptions(caller)).filter(({ value }) => level === 'workspace' || value === wholeOrganisation);
  }

  /** Who, and besides either where or which role. */
  async form(caller: Member, path: string, { workspaceId, roleId }: { workspaceId?: OptionDto[]; roleId?: OptionDto[] }): Promise<FormModel> {
    const { users, groups, keys } = await this.options(caller);
    const none = { value: '', description: '–' };
    const fields: Field[] = [
      ...(roleId ? [choice('roleId', 'What they may do here', roleId, true)] : []),
      { name: 'login', type: 'text', required: false, oneOf: true, hint: 'The login of a user', options: users, maxLength: 100 },
      ...(groups.length > 0 ? [{ ...choice('groupId', 'Everybody in it holds the role', [none, ...groups]), oneOf: true }] : []),
      ...(keys.length > 0 ? [{ ...choice('apiKeyId', 'The API access of a machine', [none, ...keys]), oneOf: true }] : []),
      ...(workspaceId ? [choice('workspaceId', 'Where they hold it', workspaceId, true)] : []),
    ];
    return formModel(fields, path);
  }

  /** What the caller may see of those who could hold a role. */
  private async options(caller: Member) {
    const { id } = caller.organisation;
    const users = reach(caller, 'user.read') === 'none' ? [] : await this.users.list(id, {}, { ...byName, column: 'displayNameLower' });
    const groups = mayAt(caller, 'group.read', whole) ? await this.groups.list(id, undefined, { ...byName, column: 'nameLower' }) : [];
    const keys = (await this.keys.list(caller, mayAt(caller, 'api-key.read-all', whole) ? 'all' : undefined, { kind: 'service', state: 'active' }, keySliceOf({ limit: most }))).items;
    return {
      users: users.slice(0, most).map(({ account, displayName }) => ({ value: account.login, description: displayName })),
      groups: groups.slice(0, most).map((group) => ({ value: String(group.id), description: group.name })),
      keys: keys.map((key) => ({ value: String(key.id), description: key.name })),
    };
  }
}

const choice = (name: string, hint: string, options: OptionDto[], required = false): Field => ({ name, type: 'choice', required, hint, options });
