import type { Role, RoleAssignment, WorkspaceRole } from '../../../src/features/roles/index.js';
import { systemRoles } from '../../../src/features/roles/system-roles.js';
import { organisationOf, ownerOf, spreadKey } from '../spread.js';
import { organisationId, type Plan, type PlannedRole } from '../plan.js';
import { stampsOf, workspacePlan } from './organisations.js';
import type { GroupPlan } from './people.js';

const custom = [['problem.read'], ['problem.read', 'problem.create'], ['user.read', 'role.read'], ['audit.read']];

/** The system roles of all organisations but the big one, and own ones until there are enough: half of them in the big one. */
export function planRoles({ counts, first }: Plan): PlannedRole[] {
  const system = Array.from({ length: counts.organisations - 1 }, (_, i) => systemRoles.map(({ logicalName, level }) => ({ organisation: i + 1, logicalName, level }))).flat();
  const own = Array.from({ length: Math.max(0, counts.roles - counts.organisations * systemRoles.length) }, (_, i) => ({
    organisation: i % 2 === 0 || counts.organisations === 1 ? 0 : 1 + (Math.floor(i / 2) % (counts.organisations - 1)),
    logicalName: `role.own.${i}`,
    level: i % 3 === 0 ? ('organisation' as const) : ('workspace' as const),
  }));
  return [...system, ...own].map((role, i) => ({ ...role, id: first.role + i }));
}

export const roles = (plan: Plan, planned: readonly PlannedRole[]): Iterable<Role> =>
  planned.map(({ id, organisation, logicalName, level }, i) => {
    const system = systemRoles.find((role) => role.logicalName === logicalName);
    const name = system?.name ?? `Own role ${i}`;
    return {
      ...{ id, organisationId: organisationId(plan, organisation), name, nameLower: name.toLowerCase(), logicalName, level, isSystem: system !== undefined },
      ...{ basedOnRoleId: null, permissions: system ? [] : custom[i % custom.length]!, version: 1 },
      ...stampsOf(plan),
    };
  });

/** `there`: the roles that the big organisation has before, and that it needs in its new workspaces. */
export function workspaceRoles(plan: Plan, planned: readonly PlannedRole[], there: readonly PlannedRole[], firstWorkspace: number): WorkspaceRole[] {
  const workspaces = Map.groupBy(
    workspacePlan(plan).map((organisation, i) => ({ organisation, id: plan.first.workspace + i })),
    ({ organisation }) => organisation,
  );
  const added = (organisation: number): number[] => workspaces.get(organisation)?.map(({ id }) => id) ?? [];
  const scopes = ({ organisation, level }: PlannedRole): number[] => [0, ...(level === 'organisation' ? [] : [...(organisation === 0 ? [firstWorkspace] : []), ...added(organisation)])];
  const pairs = [
    ...there.filter(({ level }) => level === 'workspace').flatMap((role) => added(0).map((scope) => ({ role, scope }))),
    ...planned.flatMap((role) => scopes(role).map((scope) => ({ role, scope }))),
  ];
  return pairs.map(({ role, scope }, i) => ({
    ...{ id: plan.first.workspace_role + i, organisationId: organisationId(plan, role.organisation), roleId: role.id },
    ...{ workspaceId: scope === 0 ? null : scope, scope },
  }));
}

/** Every user is a Viewer, every service key too; a group holds one more role somewhere in its organisation. */
export function* assignments(plan: Plan, viewers: ReadonlyMap<number, number>, byOrganisation: ReadonlyMap<number, readonly WorkspaceRole[]>, groups: GroupPlan): Generator<RoleAssignment> {
  const { counts, first, filledAt } = plan;
  let id = first.role_assignment;
  const given = (organisation: number, workspaceRoleId: number, subjectKind: RoleAssignment['subjectKind'], subjectId: number): RoleAssignment => ({
    ...{ id: id++, organisationId: organisationId(plan, organisation), workspaceRoleId, subjectKind, subjectId, resource: null, createdAt: filledAt },
  });
  for (let user = 0; user < counts.users; user += 1) {
    const organisation = organisationOf(user, counts);
    yield given(organisation, viewers.get(organisation)!, 'user', first.membership + user);
  }
  for (const [group, organisation] of groups.organisations.entries()) {
    const choice = byOrganisation.get(organisationId(plan, organisation)) ?? [];
    const chosen = choice[group % Math.max(1, choice.length)];
    if (chosen) yield given(organisation, chosen.id, 'group', first.user_group + group);
  }
  for (let key = 0; key < counts.keys; key += 1) {
    if (spreadKey(key, filledAt).kind === 'personal') continue;
    const organisation = organisationOf(ownerOf(key, counts), counts);
    yield given(organisation, viewers.get(organisation)!, 'api-key', first.api_key + key);
  }
}
