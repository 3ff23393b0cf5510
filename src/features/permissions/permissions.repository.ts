import { Injectable } from '@nestjs/common';
import { builtInPermissions } from '../../access/index.js';
import { Transaction } from '../../platform/database/index.js';
import { RegisteredPermission } from './registered-permission.entity.js';

@Injectable()
export class PermissionsRepository {
  constructor(private readonly transaction: Transaction) {}

  async insert(permission: Omit<RegisteredPermission, 'id'>): Promise<RegisteredPermission> {
    const { identifiers } = await this.transaction.repository(RegisteredPermission).insert({ ...permission });
    return { ...permission, id: identifiers[0]?.['id'] as number };
  }

  registered(organisationId: number): Promise<RegisteredPermission[]> {
    return this.transaction.repository(RegisteredPermission).find({ where: { organisationId }, order: { id: 'ASC' } });
  }

  /** The names of all permissions of the organisation: built in, then registered. */
  async known(organisationId: number): Promise<string[]> {
    const registered = await this.registered(organisationId);
    return [...builtInPermissions, ...registered].map(({ name }) => name);
  }
}
