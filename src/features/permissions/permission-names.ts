import { Injectable, type OnModuleInit } from '@nestjs/common';
import { namedById, Names } from '../names/index.js';
import { PermissionsRepository } from './permissions.repository.js';

@Injectable()
export class PermissionNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly permissions: PermissionsRepository,
  ) {}

  onModuleInit(): void {
    this.names.register('permission', async (organisationId) => namedById(await this.permissions.registered(organisationId)));
  }
}
