import { Injectable } from '@nestjs/common';
import { builtInPermissions, demandHeld, type Member, type PermissionSet, type Target } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import { type Changed, Freshness } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { nearest } from './nearest-names.js';
import { PermissionsRepository } from './permissions.repository.js';
import { permissionExists } from './permissions.errors.js';

export interface CataloguePermission {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
}

@Injectable()
export class PermissionsService {
  constructor(
    private readonly permissions: PermissionsRepository,
    private readonly freshness: Freshness,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The catalogue of an organisation: the built-in permissions (numbered from 1), then its own. */
  async catalogue(organisationId: number): Promise<CataloguePermission[]> {
    const registered = await this.permissions.registered(organisationId);
    return [
      ...builtInPermissions.map((permission, index) => ({ ...permission, id: index + 1, builtIn: true })),
      ...registered.map(({ id, name, description }) => ({ id, name, description, builtIn: false })),
    ];
  }

  register(by: Member, name: string, description: string): Promise<Changed<CataloguePermission>> {
    const organisationId = by.organisation.id;
    return this.freshness.change([organisationId], async () => {
      try {
        const { id } = await this.permissions.insert({ organisationId, name, description, createdAt: this.clock.now() });
        await this.audit.record(actorOf(by), { organisationId, action: 'permission.create', subject: { kind: 'permission', id }, details: { name } });
        return { id, name, description, builtIn: false };
      } catch (error) {
        throw isDuplicate(error) ? permissionExists(`${name} is registered already`) : error;
      }
    });
  }

  /** @throws 400 naming each member of `field` that is no permission of the organisation. */
  async demandKnown(organisationId: number, names: readonly string[], field: string): Promise<void> {
    const known = new Set(await this.permissions.known(organisationId));
    const errors = names.flatMap((name, index) => (known.has(name) ? [] : [{ field: `${field}.${index}`, message: `"${name}" is not a permission${suggesting(nearest(name, known))}` }]));
    if (errors.length > 0) throw invalid(errors);
  }

  /** @throws 403 when `by` would give what it does not hold at the target. */
  async demandHeld(by: Member, given: PermissionSet, target: Target): Promise<void> {
    demandHeld(by, given, target, await this.permissions.known(by.organisation.id));
  }
}

const suggesting = (names: readonly string[]): string => (names.length === 0 ? '' : `: there is none of this name. Did you mean ${names.join(' or ')}?`);
