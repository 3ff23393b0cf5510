// The ids of the example organisation. The documents print some of them: roles 1002, 1005, 1007 and 1015, workspace
// roles 1009, 1027, 1028 and 1037; the first API key made by hand is to be 1003.

/** What the workspaces are called, from 1001 up. */
export const workspaceNames = ['default', 'production', 'staging'] as const;

interface RoleIds {
  readonly id: number;
  /** The workspace role of the organisation as a whole. */
  readonly whole: number;
  /** Those of workspaces 1001, 1002 and 1003, for roles of that level. */
  readonly inWorkspaces?: readonly [number, number, number];
}

/** By logical name. */
export const roleIds: Readonly<Record<string, RoleIds>> = {
  'role.super': { id: 1001, whole: 1001 },
  'role.workspace.ci_cd_agent.configure': { id: 1002, whole: 1002, inWorkspaces: [1017, 1027, 1035] },
  'role.workspace.viewer': { id: 1003, whole: 1003, inWorkspaces: [1020, 1030, 1038] },
  'role.workspace.devops.admin': { id: 1005, whole: 1005, inWorkspaces: [1018, 1028, 1036] },
  'role.workspace.admin': { id: 1007, whole: 1007, inWorkspaces: [1019, 1029, 1037] },
  'role.shared.space.admin': { id: 1015, whole: 1009 },
};
