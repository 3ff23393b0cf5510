import { Injectable } from '@nestjs/common';
import { ApiKeysRepository } from '../../../features/api-keys/index.js';
import { GroupsRepository } from '../../../features/groups/index.js';
import type { RoleHolder, SubjectKind } from '../../../features/roles/index.js';
import { UsersRepository } from '../../../features/users/index.js';

type Holder = Pick<RoleHolder, 'subjectKind' | 'subjectId'>;

/** What those who hold roles are called. */
@Injectable()
export class HolderNames {
  constructor(
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
    private readonly keys: ApiKeysRepository,
  ) {}

  async of(organisationId: number, holders: readonly Holder[]): Promise<(holder: Holder) => string> {
    const idsOf = (kind: SubjectKind) => [...new Set(holders.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId))];
    const [users, groups, keys] = [idsOf('user'), idsOf('group'), idsOf('api-key')];
    const names = new Map<string, string>();
    if (users.length > 0) for (const { id, displayName } of await this.users.findAll(organisationId, users)) names.set(`user ${id}`, displayName);
    if (groups.length > 0) for (const { id, name } of await this.groups.findAll(organisationId, groups)) names.set(`group ${id}`, name);
    if (keys.length > 0) for (const { id, name } of await this.keys.findAll(organisationId, keys)) names.set(`api-key ${id}`, name);
    return ({ subjectKind, subjectId }) => names.get(`${subjectKind} ${subjectId}`) ?? String(subjectId);
  }
}
