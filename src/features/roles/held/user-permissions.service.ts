import { Injectable } from '@nestjs/common';
import { type Ceiling, explain, type GrantSource, mayAt, type Member, type Reach, reach } from '../../../access/index.js';
import { FactSource } from '../../../platform/freshness/index.js';
import { type CataloguePermission, PermissionsService } from '../../permissions/index.js';
import { type User, UsersService } from '../../users/index.js';
import { loadUserGrants } from '../grant-facts.js';

/** One way in which a permission is held. */
export interface PermissionSource {
  /** The role. */
  readonly source: Pick<GrantSource, 'id' | 'name'>;
  /** The group through which it is held; null: it was given to the user. Its name is null where it is not for the caller to know. */
  readonly group: { readonly id: number; readonly name: string | null } | null;
  /** null: the organisation as a whole. */
  readonly workspaceId: number | null;
}

/** A permission somebody holds, where, and through what. */
export interface HeldPermission {
  readonly permission: CataloguePermission;
  readonly reach: Reach;
  readonly sources: readonly PermissionSource[];
}

export interface UserPermissions {
  readonly user: User;
  /** Whether the user is let in at all: else nothing of it can be used. */
  readonly active: boolean;
  readonly held: readonly HeldPermission[];
}

/** What users may do, and why. */
@Injectable()
export class UserPermissionsService {
  constructor(
    private readonly users: UsersService,
    private readonly permissions: PermissionsService,
    private readonly facts: FactSource,
  ) {}

  /** What a user of the caller's organisation holds now, in the order of the catalogue. @throws 404 */
  async of(by: Member, userId: number): Promise<UserPermissions> {
    const user = await this.users.get(by, userId);
    const grants = await this.facts.read(() => loadUserGrants(user.id));
    const catalogue = await this.permissions.catalogue(by.organisation.id);
    const named = isSelf(by, userId) || mayAt(by, 'group.read', { workspaceId: null });
    return {
      user,
      active: user.state === 'active' && user.account.state === 'active',
      held: catalogue.flatMap((permission) => heldOf({ kind: 'owner', id: user.id, grants }, permission, named)),
    };
  }
}

/** People may know through what they hold what they hold; a key of theirs only where it may read that. */
export const isSelf = ({ userId, credential }: Member, id: number): boolean => userId === id && credential.kind === 'session';

function heldOf(ceiling: Ceiling, permission: CataloguePermission, named: boolean): HeldPermission[] {
  const powers = { ceilings: [ceiling] };
  const sources = explain(powers, [permission.name], { workspaceId: null }).flatMap(({ held }) =>
    held.map(({ source, workspaceId }) => ({ source, workspaceId, group: source.group ? { id: source.group.id, name: named ? source.group.name : null } : null })),
  );
  return sources.length === 0 ? [] : [{ permission, reach: reach(powers, permission.name), sources }];
}
