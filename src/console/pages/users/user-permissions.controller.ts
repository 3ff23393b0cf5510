import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { CallerOrganisation, Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { type UserPermissions, UserPermissionsService } from '../../../features/roles/index.js';
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
  @ApiOperation({ operationId: 'listUserPermissionPage', summary: 'What a user may do, and why', description: 'Each permission, where it is held, and through which role and group.' })
  @ApiOkResponse({ type: UserPermissionsPageDto })
  @Shows(UserPermissionsView)
  async list(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserPermissionsPageDto> {
    const { user, active, held } = await this.permissions.of(caller, id);
    const names = new Map((await this.workspaces.all(caller.organisation.id)).map((workspace) => [workspace.id, workspace.name]));
    const nameOf = (workspaceId: number) => names.get(workspaceId) ?? String(workspaceId);
    return { ...(await this.models.one(caller, user)), Active: active, items: held.map((each) => toItem(caller.organisation, each, nameOf)) };
  }
}

const toItem = (organisation: CallerOrganisation, { permission, reach, sources }: Held, nameOf: (workspaceId: number) => string) => ({
  Permission: permission.name,
  Description: permission.description,
  Workspaces: typeof reach === 'string' ? null : [...reach].sort((a, b) => a - b).map((id) => workspace(organisation, id, nameOf(id))),
  Sources: sources.map(({ source, workspaceId }) => ({
    Role: source.name,
    Group: source.group?.name ?? null,
    Workspace: workspaceId === null ? null : nameOf(workspaceId),
    _links: links({
      role: pagePath(organisation, 'organisation/role', source.id),
      group: source.group ? pagePath(organisation, 'organisation/group', source.group.id) : null,
      workspace: workspaceId === null ? null : pagePath(organisation, 'organisation/workspace', workspaceId),
    }),
  })),
});

const workspace = (organisation: CallerOrganisation, id: number, name: string): NamedDto => ({ id: String(id), Name: name, _links: links({ self: pagePath(organisation, 'organisation/workspace', id) }) });
