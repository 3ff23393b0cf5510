import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { searchable, Transaction } from '../../platform/database/index.js';
import type { Slice } from '../../platform/http/index.js';
import { contains, readInOrder, type SortedSlice } from '../../platform/lists/index.js';
import { Group } from './group.entity.js';
import { GroupMember } from './group-member.entity.js';

/** What a list of groups can be sorted by. */
export type GroupSort = 'id' | 'nameLower';

@Injectable()
export class GroupsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(group: Omit<Group, 'id' | 'nameLower'>): Promise<Group> {
    const row = { ...group, nameLower: searchable(group.name) };
    const { identifiers } = await this.transaction.repository(Group).insert({ ...row });
    return { ...row, id: identifiers[0]?.['id'] as number };
  }

  find(organisationId: number, id: number): Promise<Group | null> {
    return this.transaction.repository(Group).findOneBy({ organisationId, id });
  }

  /** `search`: what the name has in it, whatever its case. */
  list(organisationId: number, search: string | undefined, slice: SortedSlice<GroupSort>): Promise<Group[]> {
    const where = { organisationId, ...(search !== undefined && { nameLower: contains(search) }) };
    return readInOrder(this.transaction.repository(Group), [where], slice);
  }

  async rename(organisationId: number, id: number, name: string, now: number): Promise<boolean> {
    return (await this.transaction.repository(Group).update({ organisationId, id }, { name, nameLower: searchable(name), updatedAt: now })).affected === 1;
  }

  /** The group and its memberships. */
  async delete(organisationId: number, id: number): Promise<boolean> {
    await this.transaction.repository(GroupMember).delete({ organisationId, groupId: id });
    return (await this.transaction.repository(Group).delete({ organisationId, id })).affected === 1;
  }

  async addMember(member: Omit<GroupMember, 'id'>): Promise<void> {
    await this.transaction.repository(GroupMember).insert({ ...member });
  }

  async removeMember(organisationId: number, groupId: number, userId: number): Promise<boolean> {
    return (await this.transaction.repository(GroupMember).delete({ organisationId, groupId, userId })).affected === 1;
  }

  /** The ids of all members, in the order in which they joined. */
  async memberIds(organisationId: number, groupId: number): Promise<number[]> {
    return (await this.transaction.repository(GroupMember).find({ select: { userId: true }, where: { organisationId, groupId }, order: { id: 'ASC' } })).map(({ userId }) => userId);
  }

  members(organisationId: number, groupId: number, { limit, after }: Slice): Promise<GroupMember[]> {
    return this.transaction
      .repository(GroupMember)
      .find({ where: { organisationId, groupId, id: MoreThan(after ?? 0) }, order: { id: 'ASC' }, take: limit + 1 });
  }

  /** Takes a user out of all groups. */
  async removeUser(organisationId: number, userId: number): Promise<void> {
    await this.transaction.repository(GroupMember).delete({ organisationId, userId });
  }

  /** The ids of the groups a user is in. */
  async groupIdsOf(organisationId: number, userId: number): Promise<number[]> {
    return (await this.transaction.repository(GroupMember).findBy({ organisationId, userId })).map(({ groupId }) => groupId);
  }

  findAll(organisationId: number, ids: readonly number[]): Promise<Group[]> {
    return this.transaction.repository(Group).find({ where: { organisationId, id: In([...ids]) }, order: { id: 'ASC' } });
  }

  /** How many members each of these groups has; one without members is left out. */
  async memberCounts(organisationId: number, ids: readonly number[]): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map();
    const counts = await this.transaction
      .repository(GroupMember)
      .createQueryBuilder('member')
      .select('member.groupId', 'groupId')
      .addSelect('COUNT(*)', 'members')
      .where('member.organisationId = :organisationId AND member.groupId IN (:...ids)', { organisationId, ids: [...ids] })
      .groupBy('member.groupId')
      .getRawMany<{ groupId: number; members: number | string }>();
    return new Map(counts.map(({ groupId, members }) => [groupId, Number(members)]));
  }

  /** Those of `ids` that are groups of the organisation. */
  async existing(organisationId: number, ids: readonly number[]): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const found = await this.transaction.repository(Group).findBy({ organisationId, id: In([...ids]) });
    return new Set(found.map(({ id }) => id));
  }
}
