import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { ApiKey, ApiKeySecret } from '../../src/features/api-keys/index.js';
import { Group, GroupMember } from '../../src/features/groups/index.js';
import { KeyLastUse } from '../../src/features/key-usage/index.js';
import { Organisation, Workspace } from '../../src/features/organisations/index.js';
import { Role, RoleAssignment, WorkspaceRole } from '../../src/features/roles/index.js';
import { Account, Membership } from '../../src/features/users/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DataKeys, Digests } from '../../src/platform/crypto/index.js';
import { masterKeys } from '../../src/platform/crypto/master-keys.js';
import { Transaction } from '../../src/platform/database/index.js';
import { ShardEpoch } from '../../src/platform/freshness/index.js';
import type { Counts } from './counts.js';
import { type FirstIds, organisationId, type Plan, type PlannedRole } from './plan.js';
import { keys, lastUses, secrets } from './tables/keys.js';
import { organisations, shards, workspaces } from './tables/organisations.js';
import { accounts, groupMembers, groups, memberships, planGroups } from './tables/people.js';
import { assignments, planRoles, roles, workspaceRoles } from './tables/roles.js';
import { writeTable } from './write-table.js';

const viewer = 'role.workspace.viewer';

/**
 * Fills a migrated database, with one organisation in it and no server open on it, straight through the driver: through
 * the API it would take hours. Keys are genuine: their digests are made with the database's own pepper.
 */
export async function fill(env: NodeJS.ProcessEnv, counts: Counts): Promise<Plan> {
  const config = readConfig(env);
  const dataSource = new DataSource(dataSourceOptions(config.database));
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const digests = new Digests(await DataKeys.open(new Transaction(dataSource), (hasData) => masterKeys(config, hasData), () => Date.now()));
    const plan: Plan = { counts, filledAt: Date.now(), first: await firstIds(runner), big: await only(runner, 'SELECT min(id) AS value FROM organisation') };
    await withoutCare(runner, () => write(runner, plan, digests));
    return plan;
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

async function write(runner: QueryRunner, plan: Plan, digests: Digests): Promise<void> {
  await writeTable(runner, Organisation, organisations(plan));
  await writeTable(runner, ShardEpoch, shards(plan));
  await writeTable(runner, Workspace, workspaces(plan));
  await writeTable(runner, Account, accounts(plan));
  await writeTable(runner, Membership, memberships(plan));
  const groupPlan = planGroups(plan);
  await writeTable(runner, Group, groups(plan, groupPlan));
  await writeTable(runner, GroupMember, groupMembers(plan, groupPlan));
  const planned = planRoles(plan);
  await writeTable(runner, Role, roles(plan, planned));
  const there = ((await runner.query('SELECT id, logicalName, level FROM role WHERE organisationId = ?', [plan.big])) as Omit<PlannedRole, 'organisation'>[])
    .filter(({ id }) => id < plan.first.role)
    .map((role) => ({ ...role, organisation: 0 }));
  const firstWorkspace = await only(runner, 'SELECT min(id) AS value FROM workspace WHERE organisationId = ?', [plan.big]);
  const scopes = workspaceRoles(plan, planned, there, firstWorkspace);
  await writeTable(runner, WorkspaceRole, scopes);
  await writeTable(runner, RoleAssignment, assignments(plan, await viewersOf(runner, plan), Map.groupBy(scopes.filter(({ workspaceId }) => workspaceId !== null), (scope) => scope.organisationId), groupPlan));
  await writeTable(runner, ApiKey, keys(plan));
  await writeTable(runner, ApiKeySecret, secrets(plan, digests));
  await writeTable(runner, KeyLastUse, lastUses(plan));
}

/** The role Viewer in each organisation as a whole, by the organisation's number. */
async function viewersOf(runner: QueryRunner, plan: Plan): Promise<Map<number, number>> {
  const sql = 'SELECT wr.id, wr.organisationId FROM workspace_role wr JOIN role r ON r.id = wr.roleId WHERE r.logicalName = ? AND wr.scope = 0';
  const rows = (await runner.query(sql, [viewer])) as { id: number; organisationId: number }[];
  const byId = new Map(rows.map((row) => [row.organisationId, row.id]));
  return new Map(Array.from({ length: plan.counts.organisations }, (_, organisation) => [organisation, byId.get(organisationId(plan, organisation))!]));
}

async function firstIds(runner: QueryRunner): Promise<FirstIds> {
  const tables = ['organisation', 'workspace', 'account', 'membership', 'user_group', 'group_member', 'role', 'workspace_role', 'role_assignment', 'api_key', 'api_key_secret'] as const;
  const found = new Map<string, number>();
  for (const table of tables) found.set(table, Math.max(1_001, (await only(runner, `SELECT max(id) AS value FROM ${table}`)) + 1));
  return Object.fromEntries(found) as unknown as FirstIds;
}

async function only(runner: QueryRunner, sql: string, parameters: unknown[] = []): Promise<number> {
  const [row] = (await runner.query(sql, parameters)) as { value: number | null }[];
  return Number(row?.value ?? 0);
}

/** Nobody minds losing a database that is only just being filled; on SQLite that saves most of the writing. */
async function withoutCare(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  const isSqlite = runner.connection.options.type === 'better-sqlite3';
  const pragma = async (text: string): Promise<void> => void (isSqlite && (await runner.query(`PRAGMA ${text}`)));
  await pragma('journal_mode = OFF');
  await pragma('synchronous = OFF');
  await pragma('cache_size = -500000');
  await work();
  await pragma('synchronous = FULL');
  await pragma('journal_mode = WAL');
}
