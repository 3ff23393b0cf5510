import { Injectable } from '@nestjs/common';
import { demand, type Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import { type Changed, Freshness } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { type Actor, actorOf, type AuditEntry, AuditService, toldChanges } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import { type User, UsersRepository } from '../users/index.js';
import type { Group } from './group.entity.js';
import { GroupListeners } from './group-listeners.js';
import { groupNameTaken, groupNotFound, memberExists, memberNotFound } from './groups.errors.js';
import { GroupsRepository } from './groups.repository.js';

@Injectable()
export class GroupsService {
  constructor(
    private readonly groups: GroupsRepository,
    private readonly users: UsersRepository,
    private readonly listeners: GroupListeners,
    private readonly freshness: Freshness,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  create(by: Member, name: string): Promise<Changed<Group>> {
    const organisationId = by.organisation.id;
    return this.freshness.change([organisationId], async () => {
      const now = this.clock.now();
      const group = await unlessTaken(name, () => this.groups.insert({ organisationId, name, createdAt: now, updatedAt: now }));
      await this.record(by, 'group.create', group.id, { name });
      return group;
    });
  }

  async get(by: Member, id: number): Promise<Group> {
    const group = await this.groups.find(by.organisation.id, id);
    if (!group) throw groupNotFound();
    return group;
  }

  rename(by: Member, id: number, name: string): Promise<Changed<Group>> {
    return this.freshness.change([by.organisation.id], async () => {
      const before = await this.get(by, id);
      if (!(await unlessTaken(name, () => this.groups.rename(by.organisation.id, id, name, this.clock.now())))) throw groupNotFound();
      await this.record(by, 'group.update', id, toldChanges({ ...before }, { name }));
      return this.get(by, id);
    });
  }

  /** Its members lose what they held through it, which stands in the audit of each. */
  async delete(by: Member, id: number): Promise<Changed<Group>> {
    const group = await this.get(by, id);
    return this.power.change([by.organisation.id], async () => {
      await this.listeners.isDeleted(group, actorOf(by));
      const left = (await this.groups.memberIds(by.organisation.id, id)).map((userId) => leaving(group, userId, 'group.delete'));
      await this.audit.recordAll(actorOf(by), left);
      if (!(await this.groups.delete(by.organisation.id, id))) throw groupNotFound();
      await this.record(by, 'group.delete', id, { name: group.name });
      return group;
    });
  }

  /** Only by somebody who holds all that the group holds. */
  async addMember(by: Member, id: number, userId: number): Promise<Changed<Group>> {
    const organisationId = by.organisation.id;
    const group = await this.get(by, id);
    return this.power.change([organisationId], async () => {
      if (!(await this.users.existing(organisationId, [userId])).has(userId)) {
        throw invalid([{ field: 'userId', message: 'is not a user of this organisation' }]);
      }
      await this.join(by, group, userId);
      return group;
    });
  }

  /** Inside a change: puts somebody who was just added into groups, as `addMember` does into each. @throws 400 naming an unknown one. */
  async addTo(by: Member, { id: userId, organisationId }: User, groupIds: readonly number[]): Promise<void> {
    if (groupIds.length === 0) return;
    demand(by, 'group.update', { workspaceId: null });
    const groups = new Map((await this.groups.findAll(organisationId, groupIds)).map((group) => [group.id, group]));
    const unknown = groupIds.flatMap((id, i) => (groups.has(id) ? [] : [{ field: `groupIds.${i}`, message: 'is not a group of this organisation' }]));
    if (unknown.length > 0) throw invalid(unknown);
    for (const id of groupIds) await this.join(by, groups.get(id) as Group, userId);
  }

  private async join(by: Member, group: Group, userId: number): Promise<void> {
    await this.listeners.joins(by, group);
    try {
      await this.groups.addMember({ organisationId: group.organisationId, groupId: group.id, userId, createdAt: this.clock.now() });
    } catch (error) {
      throw isDuplicate(error) ? memberExists() : error;
    }
    await this.record(by, 'group.add-member', group.id, { userId: String(userId) }, { kind: 'user', id: userId });
  }

  async removeMember(by: Member, id: number, userId: number): Promise<Changed<Group>> {
    const group = await this.get(by, id);
    return this.power.change([by.organisation.id], async () => {
      if (!(await this.groups.removeMember(by.organisation.id, id, userId))) throw memberNotFound();
      await this.record(by, 'group.remove-member', id, { userId: String(userId) }, { kind: 'user', id: userId });
      return group;
    });
  }

  /** Inside a change: takes somebody whose invitation was withdrawn out of all groups. */
  async leaveAll(by: Actor, { id, organisationId }: User): Promise<void> {
    const groups = await this.groups.findAll(organisationId, await this.groups.groupIdsOf(organisationId, id));
    await this.audit.recordAll(by, groups.map((group) => leaving(group, id, 'user.withdraw-invitation')));
    await this.groups.removeUser(organisationId, id);
  }

  private record(by: Member, action: string, id: number, details: Record<string, unknown>, concerned?: AuditEntry['concerned']): Promise<void> {
    return this.audit.record(actorOf(by), { organisationId: by.organisation.id, action, subject: { kind: 'group', id }, details, ...(concerned && { concerned }) });
  }
}

/** `because`: of what else was done. */
const leaving = ({ id, organisationId, name }: Group, userId: number, because: string): AuditEntry => ({
  organisationId,
  action: 'group.remove-member',
  subject: { kind: 'group', id },
  concerned: { kind: 'user', id: userId },
  details: { userId: String(userId), name, because },
});

async function unlessTaken<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isDuplicate(error) ? groupNameTaken(`Another group is called ${name}`) : error;
  }
}
