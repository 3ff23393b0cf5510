import { Injectable } from '@nestjs/common';
import { type Member, mayAt } from '../../../access/index.js';
import { type HolderFilter, type RoleHolder, RoleHoldersRepository } from '../../../features/roles/index.js';
import { fromInstant, fromOptionalId, type Page, pageOf, type Slice } from '../../../platform/http/index.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import type { HeldRoleDto } from './held-role.dto.js';
import { HolderNames } from './holder-names.js';

const pageOfKind = { user: 'organisation/user', group: 'organisation/group', 'api-key': 'organisation/api-key' } as const;

/** So many are shown where they are only a part of a page. */
const all: Slice = { limit: 200, after: null };

/** Who holds which role where, as pages show it. */
@Injectable()
export class HeldRoles {
  constructor(
    private readonly holders: RoleHoldersRepository,
    private readonly names: HolderNames,
  ) {}

  /** `at`: below which a role is taken away. */
  async page(caller: Member, filter: HolderFilter, at: string, slice: Slice): Promise<Page<HeldRoleDto>> {
    const page = pageOf(await this.holders.list(caller.organisation.id, filter, slice), slice, (held) => held);
    const nameOf = await this.names.of(caller, page.items);
    return { ...page, items: page.items.map((held) => ({ ...labelled(membersOf(held, nameOf(held), placeOf(caller, held))), _links: waysFrom(caller, held, at) })) };
  }

  async all(caller: Member, filter: HolderFilter, at: string): Promise<HeldRoleDto[]> {
    return (await this.page(caller, filter, at, all)).items;
  }
}

/** Whoever may not read a workspace sees its id. */
const placeOf = (caller: Member, { workspaceId, workspaceName }: RoleHolder): string | null =>
  workspaceId === null || mayAt(caller, 'workspace.read', { workspaceId }) ? workspaceName : String(workspaceId);

const membersOf = (held: RoleHolder, holderName: string, workspaceName: string | null) => ({
  id: String(held.id),
  roleId: String(held.roleId),
  roleName: held.roleName,
  workspaceId: fromOptionalId(held.workspaceId),
  workspaceName,
  holderKind: held.subjectKind,
  holderId: String(held.subjectId),
  holderName,
  createdAt: fromInstant(held.createdAt),
});

function waysFrom(caller: Member, { id, roleId, workspaceId, subjectKind, subjectId }: RoleHolder, at: string) {
  const { organisation } = caller;
  return links({
    role: pagePath(organisation, 'organisation/role', roleId),
    workspace: workspaceId === null ? null : pagePath(organisation, 'organisation/workspace', workspaceId),
    holder: pagePath(organisation, pageOfKind[subjectKind], subjectId),
    withdraw: mayAt(caller, 'role.assign', { workspaceId }) ? `${at}${id}/withdraw/` : null,
  });
}
