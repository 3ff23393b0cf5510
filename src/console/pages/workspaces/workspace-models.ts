import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, mayAt, reach } from '../../../access/index.js';
import { toWorkspaceDto, type Workspace } from '../../../features/organisations/index.js';
import { RolesRepository } from '../../../features/roles/index.js';
import { type PageQuery, sliceOf } from '../../../platform/http/index.js';
import type { FormModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';
import { HeldRoles } from '../assignments/held-roles.js';
import { Holders } from '../assignments/holders.js';
import type { WorkspaceDetailDto, WorkspacePageDto } from './workspace.dto.js';

export const workspacesPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/workspace');
const workspacePath = (organisation: CallerOrganisation, id: number): string => pagePath(organisation, 'organisation/workspace', id);

const mostRoles = 200;

/** What pages show of workspaces. */
@Injectable()
export class WorkspaceModels {
  constructor(
    private readonly roles: RolesRepository,
    private readonly held: HeldRoles,
    private readonly holders: Holders,
  ) {}

  one(caller: Member, workspace: Workspace): WorkspacePageDto {
    return { ...labelled(toWorkspaceDto(workspace)), _links: waysFrom(caller, workspace.id) };
  }

  async detail(caller: Member, workspace: Workspace, query: PageQuery): Promise<WorkspaceDetailDto> {
    const shown = this.one(caller, workspace);
    const at = workspacePath(caller.organisation, workspace.id);
    if (!mayAt(caller, 'role.read', { workspaceId: workspace.id })) return { ...shown, items: null, give: null };
    const { items, nextCursor } = await this.held.page(caller, { workspaceId: workspace.id }, `${at}holder/`, sliceOf(query));
    const next = nextCursor === null ? {} : links({ next: withQuery(at, { limit: query.limit, cursor: nextCursor }) });
    return { ...shown, _links: { ...shown._links, ...next }, items, give: await this.give(caller, workspace, `${at}holder/`) };
  }

  private async give(caller: Member, { id }: Workspace, path: string): Promise<FormModel | null> {
    if (!mayAt(caller, 'role.assign', { workspaceId: id })) return null;
    const roles = (await this.roles.list(caller.organisation.id, undefined, { column: 'nameLower', descending: false, limit: mostRoles, after: null })).filter(({ level }) => level === 'workspace');
    return this.holders.form(caller, path, { roleId: roles.slice(0, mostRoles).map((role) => ({ value: String(role.id), description: role.name })) });
  }
}

function waysFrom(caller: Member, id: number): Links {
  const self = workspacePath(caller.organisation, id);
  const here = { workspaceId: id };
  return links({
    self,
    list: workspacesPath(caller.organisation),
    update: mayAt(caller, 'workspace.update', here) ? self : null,
    delete: mayAt(caller, 'workspace.delete', here) ? `${self}delete/` : null,
    problems: reach(caller, 'problem.read') === 'none' ? null : withQuery(pagePath(caller.organisation, 'problem'), { workspaceId: id }),
  });
}
