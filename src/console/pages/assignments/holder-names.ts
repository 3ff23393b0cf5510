import { Injectable } from '@nestjs/common';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { ApiKeysRepository } from '../../../features/api-keys/index.js';
import { GroupsRepository } from '../../../features/groups/index.js';
import type { RoleHolder, SubjectKind } from '../../../features/roles/index.js';
import { UsersRepository } from '../../../features/users/index.js';

type Holder = Pick<RoleHolder, 'subjectKind' | 'subjectId'>;

const whole = { workspaceId: null };

/** What those who hold roles are called. */
@Injectable()
export class HolderNames {
  constructor(
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
    private readonly keys: ApiKeysRepository,
  ) {}

  /** Whoever may not see users, groups or keys sees their ids. */
  async of(caller: Member, holders: readonly Holder[]): Promise<(holder: Holder) => string> {
    const { id } = caller.organisation;
    const idsOf = (kind: SubjectKind) => [...new Set(holders.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId))];
    const names = new Map<string, string>();
    if (reach(caller, 'user.read') !== 'none') for (const user of await this.users.findAll(id, idsOf('user'))) names.set(`user ${user.id}`, user.displayName);
    if (mayAt(caller, 'group.read', whole)) for (const group of await this.groups.findAll(id, idsOf('group'))) names.set(`group ${group.id}`, group.name);
    if (mayAt(caller, 'api-key.read-all', whole)) for (const key of await this.keys.findAll(id, idsOf('api-key'))) names.set(`api-key ${key.id}`, key.name);
    return ({ subjectKind, subjectId }) => names.get(`${subjectKind} ${subjectId}`) ?? String(subjectId);
  }
}
