import { DataSource } from 'typeorm';
import type { TestServer, World } from '../../harness/index.js';

const layout: Record<string, { role: number; scopes: Record<number, number> }> = {
  'role.super': { role: 1001, scopes: { 0: 1001 } },
  'role.workspace.ci_cd_agent.configure': { role: 1002, scopes: { 0: 1002, 1001: 1017, 1002: 1027, 1003: 1035 } },
  'role.workspace.viewer': { role: 1003, scopes: { 0: 1003, 1001: 1020, 1002: 1030, 1003: 1038 } },
  'role.workspace.devops.admin': { role: 1005, scopes: { 0: 1005, 1001: 1018, 1002: 1028, 1003: 1036 } },
  'role.workspace.admin': { role: 1007, scopes: { 0: 1007, 1001: 1019, 1002: 1029, 1003: 1037 } },
  'role.shared.space.admin': { role: 1015, scopes: { 0: 1009 } },
};

/** Out of the way of the ids that are given while others still have them. */
const aside = 100_000;

/** Lays a fresh organisation out under the ids that the document prints, with workspaces 1001, 1002 and 1003. */
export async function layOutAsPrinted(server: TestServer, world: World): Promise<void> {
  await world.workspace('production');
  await world.workspace('staging');
  const dataSource = server.app.get(DataSource);
  for (const [logicalName, { role, scopes }] of Object.entries(layout)) {
    const [{ id }] = await dataSource.query('SELECT id FROM role WHERE logicalName = ?', [logicalName]);
    for (const [scope, scopeId] of Object.entries(scopes)) {
      const [row] = await dataSource.query('SELECT id FROM workspace_role WHERE roleId = ? AND scope = ?', [id, Number(scope)]);
      await dataSource.query('UPDATE role_assignment SET workspaceRoleId = ? WHERE workspaceRoleId = ?', [aside + scopeId, row.id]);
      await dataSource.query('UPDATE workspace_role SET id = ?, roleId = ? WHERE id = ?', [aside + scopeId, aside + role, row.id]);
    }
    await dataSource.query('UPDATE role SET id = ? WHERE id = ?', [aside + role, id]);
  }
  await dataSource.query('UPDATE role SET id = id - ?', [aside]);
  await dataSource.query('UPDATE workspace_role SET id = id - ?, roleId = roleId - ?', [aside, aside]);
  await dataSource.query('UPDATE role_assignment SET workspaceRoleId = workspaceRoleId - ?', [aside]);
}
