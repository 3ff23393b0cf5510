import { Injectable } from '@nestjs/common';
import { type Member, mayAt, reach } from '../../../access/index.js';
import { GroupsRepository } from '../../../features/groups/index.js';
import { isWithdrawn, toUserDto, type User, UsersService } from '../../../features/users/index.js';
import { type FormModel, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';
import { auditOf } from '../audit/audit-path.js';
import { GivingRoles } from '../assignments/giving-roles.js';
import { HeldRoles } from '../assignments/held-roles.js';
import { KeyGenerationModels, seesKeyGeneration } from '../key-generation/key-generation-models.js';
import type { UserDetailDto, UserPageDto } from './user.dto.js';
import { userPath, usersPath } from './users-path.js';

const whole = { workspaceId: null };
const mostGroups = 200;

/** What pages show of users. */
@Injectable()
export class UserModels {
  constructor(
    private readonly keyGeneration: KeyGenerationModels,
    private readonly users: UsersService,
    private readonly groups: GroupsRepository,
    private readonly roles: HeldRoles,
    private readonly giving: GivingRoles,
  ) {}

  async of(caller: Member, users: readonly User[]): Promise<(user: User) => UserPageDto> {
    const keyGenerationOf = await this.keyGeneration.ofUsers(caller, users.map(({ id }) => id));
    return (user) => ({ ...labelled({ ...toUserDto(user), keyGeneration: keyGenerationOf(user.id) }), _links: waysFrom(caller, user) });
  }

  async one(caller: Member, user: User): Promise<UserPageDto> {
    return (await this.of(caller, [user]))(user);
  }

  async detail(caller: Member, user: User): Promise<UserDetailDto> {
    const at = userPath(caller.organisation, user.id);
    const seesGroups = mayAt(caller, 'group.read', whole);
    const isPresent = !isWithdrawn(user);
    const groups = seesGroups ? await this.groups.findAll(caller.organisation.id, await this.groups.groupIdsOf(caller.organisation.id, user.id)) : null;
    return {
      ...(await this.one(caller, user)),
      Groups: groups?.map(({ id, name }) => ({ id: String(id), Name: name, _links: groupWays(caller, id, at) })) ?? null,
      Roles: reach(caller, 'role.read') === 'none' ? null : await this.roles.all(caller, { subjectKind: 'user', subjectId: user.id }, `${at}role/`),
      joinGroup: groups && isPresent && mayAt(caller, 'group.update', whole) ? await this.joinGroup(caller, new Set(groups.map(({ id }) => id)), at) : null,
      giveRole: isPresent ? await this.giving.form(caller, `${at}role/`) : null,
      'Invitation Goes To': mayAt(caller, 'user.create', whole) ? await this.users.invitationWay(user) : null,
    };
  }

  private async joinGroup({ organisation }: Member, joined: ReadonlySet<number>, at: string): Promise<FormModel | null> {
    const groups = await this.groups.list(organisation.id, undefined, { column: 'nameLower', descending: false, limit: mostGroups, after: null });
    const options = groups.filter(({ id }) => !joined.has(id)).map(({ id, name }) => ({ value: String(id), description: name }));
    if (options.length === 0) return null;
    return formModel([{ name: 'groupId', type: 'choice', required: true, hint: 'The user then holds what the group holds', options }], `${at}group/`);
  }
}

const groupWays = (caller: Member, id: number, at: string): Links =>
  links({ self: pagePath(caller.organisation, 'organisation/group', id), leave: mayAt(caller, 'group.update', whole) ? `${at}group/${id}/leave/` : null });

function waysFrom(caller: Member, user: User): Links {
  const { organisation } = caller;
  const self = userPath(organisation, user.id);
  const audit = mayAt(caller, 'audit.read', whole) ? auditOf(organisation, 'user', user.id) : null;
  if (isWithdrawn(user)) return links({ self, list: usersPath(organisation), audit, ...invitationWays(caller, user, self) });
  const mayUpdate = mayAt(caller, 'user.update', whole);
  const forKeyGeneration = (path: string) => (seesKeyGeneration(caller) ? path : null);
  return links({
    self,
    list: usersPath(organisation),
    permissions: reach(caller, 'role.read') === 'none' ? null : `${self}permission/`,
    security: seesKeyGeneration(caller) || mayUpdate ? `${self}security/` : null,
    'password-reset': mayUpdate && user.state === 'active' ? `${self}password-reset/` : null,
    'key-generation': forKeyGeneration(`${self}key-generation/`),
    keys: mayAt(caller, 'api-key.read-all', whole) ? withQuery(pagePath(organisation, 'organisation/api-key'), { owner: user.id }) : null,
    audit,
    update: mayUpdate ? self : null,
    ...(user.acceptedAt === null ? invitationWays(caller, user, self) : membershipWays(caller, user, self)),
  });
}

const membershipWays = (caller: Member, { state }: User, self: string) => ({ [state === 'disabled' ? 'enable' : 'disable']: mayAt(caller, 'user.update', whole) ? self : null });

function invitationWays(caller: Member, { state }: User, self: string) {
  const may = mayAt(caller, 'user.create', whole);
  return { invite: may ? `${self}invite/` : null, 'withdraw-invitation': may && state === 'invited' ? `${self}withdraw-invitation/` : null };
}
