import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { KnownPermissions } from './known-permissions.js';
import { PermissionNames } from './permission-names.js';
import { PermissionsController } from './permissions.controller.js';
import { PermissionsRepository } from './permissions.repository.js';
import { PermissionsService } from './permissions.service.js';
import { RegisteredPermission } from './registered-permission.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([RegisteredPermission]), AuditModule],
  controllers: [PermissionsController],
  providers: [KnownPermissions, PermissionNames, PermissionsRepository, PermissionsService],
  exports: [KnownPermissions, PermissionsRepository, PermissionsService],
})
export class PermissionsModule {}
