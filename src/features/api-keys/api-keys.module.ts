import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PermissionsModule } from '../permissions/index.js';
import { RolesModule } from '../roles/index.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeySecret } from './api-key-secret.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { CreateApiKey } from './create-api-key.js';
import { KeySecrets } from './key-secrets.js';
import { SecretsRepository } from './secrets.repository.js';

@Module({
  imports: [TypeOrmModule.forFeature([ApiKey, ApiKeySecret]), AuditModule, OrganisationsModule, PermissionsModule, RolesModule],
  controllers: [ApiKeysController],
  providers: [ApiKeysRepository, ApiKeysService, CreateApiKey, KeySecrets, SecretsRepository],
  exports: [ApiKeysRepository, ApiKeysService, CreateApiKey, KeySecrets, SecretsRepository],
})
export class ApiKeysModule {}
