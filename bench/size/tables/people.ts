import type { Group, GroupMember } from '../../../src/features/groups/index.js';
import type { Account, Membership } from '../../../src/features/users/index.js';
import { organisationOf } from '../spread.js';
import { each, organisationId, organisationIdOfUser, type Plan } from '../plan.js';
import { stampsOf } from './organisations.js';

const MEMBERS_OF_A_GROUP = 20;

export const accounts = (plan: Plan): Iterable<Account> =>
  each(plan.counts.users, (i) => ({
    ...{ id: plan.first.account + i, login: loginOf(i), loginLower: loginOf(i), email: `${loginOf(i)}@example.com`, emailLower: `${loginOf(i)}@example.com` },
    ...{ passwordHash: null, state: 'active', generation: 1, operator: false },
    ...stampsOf(plan),
  }));

export const memberships = (plan: Plan): Iterable<Membership> =>
  each(plan.counts.users, (i) => ({
    ...{ id: plan.first.membership + i, organisationId: organisationIdOfUser(plan, i), accountId: plan.first.account + i },
    ...{ displayName: `Person ${i}`, displayNameLower: `person ${i}`, loginLower: loginOf(i), emailLower: `${loginOf(i)}@example.com`, state: 'active', generation: 1 },
    ...{ acceptedAt: plan.filledAt, invitedEmail: null, lastSignInAt: null },
    ...stampsOf(plan),
  }));

const loginOf = (i: number): string => `user${i}`;

/** Groups of twenty in each organisation: which organisation each is of, and the group of each user. */
export interface GroupPlan {
  readonly organisations: readonly number[];
  readonly groupOfUser: readonly number[];
}

export function planGroups({ counts }: Plan): GroupPlan {
  const organisations: number[] = [];
  const current = new Map<number, { group: number; members: number }>();
  const groupOfUser = Array.from({ length: counts.users }, (_, user) => {
    const organisation = organisationOf(user, counts);
    let open = current.get(organisation);
    if (!open || open.members === MEMBERS_OF_A_GROUP) {
      current.set(organisation, (open = { group: organisations.length, members: 0 }));
      organisations.push(organisation);
    }
    open.members += 1;
    return open.group;
  });
  return { organisations, groupOfUser };
}

export const groups = (plan: Plan, { organisations }: GroupPlan): Iterable<Group> =>
  organisations.map((organisation, i) => ({
    ...{ id: plan.first.user_group + i, organisationId: organisationId(plan, organisation), name: `Group ${i}`, nameLower: `group ${i}` },
    ...stampsOf(plan),
  }));

export const groupMembers = (plan: Plan, { groupOfUser }: GroupPlan): Iterable<GroupMember> =>
  groupOfUser.map((group, user) => ({
    id: plan.first.group_member + user,
    organisationId: organisationIdOfUser(plan, user),
    groupId: plan.first.user_group + group,
    userId: plan.first.membership + user,
    createdAt: plan.filledAt,
  }));
