import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type CallerOrganisation, mayAt, type Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { isSelf, type UserPermissions, UserPermissionsService } from '../../../features/roles/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { Pages, Shows } from '../../faces/pages.js';
import { links, pagePath } from '../../model/links.js';
import type { NamedDto } from '../../model/named.js';
import { UserPermissionsPageDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { UserPermissionsView } from './user-permissions.view.js';

type Held = UserPermissions['held'][number];

/** The Permissions tab of a user: the effective ones, each with where it comes from. */
@Pages('org/:organisation/organisation/user/:id/permission', 'users')
export class UserPermissionPagesController {
  constructor(
    private readonly permissions: UserPermissionsService,
    private readonly workspaces: WorkspacesRepository,
    private readonly models: UserModels,
  ) {}

  @Get()
  @Requires('user.read', 'role.read')
  @ApiOperation({ operationId: 'listUserPermissionPage', summary: 'What a user may do, and why', description: 'Each permission, where it is held, and through which role and group. Groups and workspaces that you may not read go by their ids, except where it is about you.' })
  @ApiOkResponse({ type: UserPermissionsPageDto })
  @Shows(UserPermissionsView)
  async list(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserPermissionsPageDto> {
    const { user, active, held } = await this.permissions.of(caller, id);
    const seen = (await this.workspaces.all(caller.organisation.id)).filter((workspace) => isSelf(caller, id) || mayAt(caller, 'workspace.read', { workspaceId: workspace.id }));
    const names = new Map(seen.map((workspace) => [workspace.id, workspace.name]));
    const nameOf = (workspaceId: number) => names.get(workspaceId) ?? String(workspaceId);
    return { ...(await this.models.one(caller, user)), Active: active, items: held.map((each) => toItem(caller.organisation, each, nameOf)) };
  }
}

const toItem = (organisation: CallerOrganisation, { permission, reach, sources }: Held, nameOf: (workspaceId: number) => string) => ({
  Permission: permission.name,
  Description: permission.description,
  Workspaces: typeof reach === 'string' ? null : [...reach].sort((a, b) => a - b).map((id) => workspace(organisation, id, nameOf(id))),
  Sources: sources.map(({ source, group, workspaceId }) => ({
    Role: source.name,
    Group: group && (group.name ?? String(group.id)),
    Workspace: workspaceId === null ? null : nameOf(workspaceId),
    _links: links({
      role: pagePath(organisation, 'organisation/role', source.id),
      group: group ? pagePath(organisation, 'organisation/group', group.id) : null,
      workspace: workspaceId === null ? null : pagePath(organisation, 'organisation/workspace', workspaceId),
    }),
  })),
});

const workspace = (organisation: CallerOrganisation, id: number, name: string): NamedDto => ({ id: String(id), Name: name, _links: links({ self: pagePath(organisation, 'organisation/workspace', id) }) });
