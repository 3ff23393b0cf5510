import { GroupsModule } from '../../features/groups/index.js';
import { InvitationsModule } from '../../features/invitations/index.js';
import { KeyRightsModule } from '../../features/key-rights/index.js';
import { OwnAccountModule } from '../../features/own-account/index.js';
import { RolesModule } from '../../features/roles/index.js';
import { RoleMatrix } from './api-access/role-matrix.js';
import { GivingRoles } from './assignments/giving-roles.js';
import { HeldRoles } from './assignments/held-roles.js';
import { HolderNames } from './assignments/holder-names.js';
import { Holders } from './assignments/holders.js';
import { GroupMembersController } from './groups/group-members.controller.js';
import { GroupModels } from './groups/group-models.js';
import { GroupRolesController } from './groups/group-roles.controller.js';
import { GroupSecurityController } from './groups/group-security.controller.js';
import { GroupPageController } from './groups/group.controller.js';
import { GroupListController } from './groups/groups.controller.js';
import { EverybodyController } from './key-generation/everybody.controller.js';
import { KeyCreationController } from './key-generation/key-creation.controller.js';
import { KeyGenerationModels } from './key-generation/key-generation-models.js';
import { PermissionPagesController } from './permissions/permissions.controller.js';
import { RoleBase } from './roles/role-base.js';
import { RoleHoldersController } from './roles/role-holders.controller.js';
import { RoleModels } from './roles/role-models.js';
import { RolePageController } from './roles/role.controller.js';
import { RoleListController } from './roles/roles.controller.js';
import { SettingsModels } from './settings/settings-models.js';
import { SettingsController } from './settings/settings.controller.js';
import { InviteForm } from './users/invite-form.js';
import { UserBelongingsController } from './users/user-belongings.controller.js';
import { UserInvitationController } from './users/user-invitation.controller.js';
import { UserModels } from './users/user-models.js';
import { UserPermissionPagesController } from './users/user-permissions.controller.js';
import { UserSecurityController } from './users/user-security.controller.js';
import { UserPageController } from './users/user.controller.js';
import { UserListController } from './users/users.controller.js';
import { WorkspaceHoldersController } from './workspaces/workspace-holders.controller.js';
import { WorkspaceModels } from './workspaces/workspace-models.js';
import { WorkspacePageController } from './workspaces/workspace.controller.js';
import { WorkspaceListController } from './workspaces/workspaces.controller.js';

/** Users, groups, roles, workspaces and permissions: who may do what where; and what holds for all of them. */
export const peoplePages = {
  imports: [GroupsModule, InvitationsModule, KeyRightsModule, OwnAccountModule, RolesModule],
  controllers: [
    ...[UserListController, UserPageController, UserInvitationController, UserBelongingsController, UserSecurityController, UserPermissionPagesController],
    ...[GroupListController, GroupPageController, GroupMembersController, GroupRolesController, GroupSecurityController],
    ...[RoleListController, RolePageController, RoleHoldersController],
    ...[WorkspaceListController, WorkspacePageController, WorkspaceHoldersController],
    ...[EverybodyController, KeyCreationController, PermissionPagesController, SettingsController],
  ],
  providers: [GivingRoles, GroupModels, HeldRoles, HolderNames, Holders, InviteForm, KeyGenerationModels, RoleBase, RoleMatrix, RoleModels, SettingsModels, UserModels, WorkspaceModels],
};
