import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, mayAt, type Permission, reach } from '../../../access/index.js';
import { type Group, type GroupMember, GroupsRepository, toGroupDto } from '../../../features/groups/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import { fromInstant, pageOf, type PageQuery, sliceOf } from '../../../platform/http/index.js';
import { type FormModel, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { HeldRoles } from '../assignments/held-roles.js';
import { KeyGenerationModels, seesKeyGeneration } from '../key-generation/key-generation-models.js';
import type { GroupDetailDto, GroupPageDto, GroupRolesDto, MemberPageDto } from './group.dto.js';

export const groupsPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/group');
export const groupPath = (organisation: CallerOrganisation, id: number | string): string => pagePath(organisation, 'organisation/group', id);

const mostSuggestions = 200;
const byName = { column: 'displayNameLower', descending: false, limit: mostSuggestions, after: null } as const;

const may = (caller: Member, permission: Permission): boolean => mayAt(caller, permission, { workspaceId: null });

/** What pages show of groups. */
@Injectable()
export class GroupModels {
  constructor(
    private readonly keyGeneration: KeyGenerationModels,
    private readonly groups: GroupsRepository,
    private readonly users: UsersRepository,
    private readonly roles: HeldRoles,
    private readonly giving: GivingRoles,
  ) {}

  async of(caller: Member, groups: readonly Group[]): Promise<(group: Group) => GroupPageDto> {
    const ids = groups.map(({ id }) => id);
    const counts = await this.groups.memberCounts(caller.organisation.id, ids);
    const enabledFor = await this.keyGeneration.ofGroups(caller, ids);
    return (group) => ({
      ...labelled({ ...toGroupDto(group), members: counts.get(group.id) ?? 0, keyGeneration: enabledFor(group.id) }),
      _links: waysFrom(caller, group.id),
    });
  }

  async one(caller: Member, group: Group): Promise<GroupPageDto> {
    return (await this.of(caller, [group]))(group);
  }

  /** With one page of its members. */
  async detail(caller: Member, group: Group, query: PageQuery): Promise<GroupDetailDto> {
    const slice = sliceOf(query);
    const page = pageOf(await this.groups.members(caller.organisation.id, group.id, slice), slice, (member) => member);
    const shown = await this.one(caller, group);
    const at = groupPath(caller.organisation, group.id);
    const next = page.nextCursor === null ? {} : links({ next: withQuery(at, { limit: query.limit, cursor: page.nextCursor }) });
    return {
      ...shown,
      _links: { ...shown._links, ...next },
      items: await this.members(caller, page.items, at),
      addMember: may(caller, 'group.update') ? await this.addMember(caller, at) : null,
    };
  }

  async held(caller: Member, group: Group): Promise<GroupRolesDto> {
    const at = groupPath(caller.organisation, group.id);
    const Roles = await this.roles.all(caller, { subjectKind: 'group', subjectId: group.id }, `${at}role/`);
    return { ...(await this.one(caller, group)), Roles, giveRole: await this.giving.form(caller, `${at}role/`) };
  }

  private async members(caller: Member, members: readonly GroupMember[], at: string): Promise<MemberPageDto[]> {
    const users = new Map((await this.users.findAll(caller.organisation.id, members.map(({ userId }) => userId))).map((user) => [user.id, user]));
    return members.flatMap(({ userId, createdAt }) => {
      const user = users.get(userId);
      if (!user) return [];
      const ways = { self: pagePath(caller.organisation, 'organisation/user', userId), remove: may(caller, 'group.update') ? `${at}member/${userId}/remove/` : null };
      return [{ id: String(userId), Name: user.displayName, Login: user.account.login, State: user.state, Created: fromInstant(createdAt), _links: links(ways) }];
    });
  }

  /** Suggests logins to whoever may see them. */
  private async addMember(caller: Member, at: string): Promise<FormModel> {
    const users = reach(caller, 'user.read') === 'none' ? [] : (await this.users.list(caller.organisation.id, {}, byName)).slice(0, mostSuggestions);
    const options = users.map(({ account, displayName }) => ({ value: account.login, description: displayName }));
    return formModel([{ name: 'login', type: 'text', required: true, hint: 'The login of the user, who then holds what the group holds', options, maxLength: 100 }], `${at}member/`);
  }
}

function waysFrom(caller: Member, id: number): Links {
  const self = groupPath(caller.organisation, id);
  return links({
    self,
    list: groupsPath(caller.organisation),
    roles: reach(caller, 'role.read') === 'none' ? null : `${self}role/`,
    security: seesKeyGeneration(caller) ? `${self}security/` : null,
    'key-generation': seesKeyGeneration(caller) ? `${self}key-generation/` : null,
    update: may(caller, 'group.update') ? self : null,
    delete: may(caller, 'group.delete') ? `${self}delete/` : null,
  });
}
