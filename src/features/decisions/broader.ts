import { Injectable } from '@nestjs/common';
import { type Grant, holds, namesOf, type PermissionSet } from '../../access/index.js';
import { FactSource } from '../../platform/freshness/index.js';
import { WorkspacesRepository } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import { loadSubjectGrants, loadUserGrants } from '../roles/index.js';

/** Who would get more. */
export interface Receiver {
  readonly kind: 'user' | 'api-key';
  readonly id: number;
}

/** What a grant would allow its receiver besides what is missing, and what it may do there already. */
export interface AlsoAllowed {
  /** By their names, as far as there are such permissions now. */
  readonly permissions: readonly string[];
  /** It ends with no list: permissions of tomorrow are among them, or all that somebody holds. */
  readonly everything: boolean;
  /** In how many workspaces. */
  readonly workspaces: number;
}

export const nothingElse: AlsoAllowed = { permissions: [], everything: false, workspaces: 0 };

/** What is open-ended is more than any list. */
export const extent = ({ permissions, everything }: AlsoAllowed): number => permissions.length + (everything ? 1_000_000 : 0);

/** Finds how much more than what is missing a grant would be. */
@Injectable()
export class Broader {
  constructor(
    private readonly facts: FactSource,
    private readonly permissions: PermissionsService,
    private readonly allWorkspaces: WorkspacesRepository,
  ) {}

  async than(organisationId: number, { kind, id }: Receiver, missing: readonly string[], workspaceId: number | null): Promise<(set: PermissionSet) => AlsoAllowed> {
    const catalogue = (await this.permissions.catalogue(organisationId)).map(({ name }) => name);
    const grants = await this.facts.read(() => (kind === 'user' ? loadUserGrants(id) : loadSubjectGrants('api-key', id)));
    const there = grants.filter((grant: Grant) => grant.workspaceId === null || grant.workspaceId === workspaceId);
    const isNew = (name: string) => !missing.includes(name) && !there.some((grant) => holds(grant.permissions, name));
    const workspaces = workspaceId === null ? await this.workspaces(organisationId) : 1;
    return (set) => ({ permissions: namesOf(set, catalogue).filter(isNew), everything: set.open && !there.some((grant) => grant.permissions.open), workspaces });
  }

  async workspaces(organisationId: number): Promise<number> {
    return (await this.allWorkspaces.all(organisationId)).length;
  }
}
