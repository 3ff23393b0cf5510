import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { KeyRightsModule } from '../key-rights/index.js';
import { KeyUsageModule } from '../key-usage/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PermissionsModule } from '../permissions/index.js';
import { RolesModule } from '../roles/index.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeySecret } from './secrets/api-key-secret.entity.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { ChangeServiceKey } from './change-service-key.js';
import { CreateApiKey } from './create-api-key.js';
import { ExpiryNotices } from './expiry/expiry-notices.js';
import { KeyExpiryNotice } from './expiry/key-expiry-notice.entity.js';
import { KeyExpiryRepository } from './expiry/key-expiry.repository.js';
import { KeyNotesReader } from './key-notes-reader.js';
import { KeyRoles } from './key-roles.js';
import { KeyRules } from './key-rules.js';
import { KeySecrets } from './secrets/key-secrets.js';
import { ChangeManyKeys } from './many/change-many-keys.js';
import { KeySteps } from './many/key-steps.js';
import { ManyKeysController } from './many/many-keys.controller.js';
import { KeyUsageController } from './usage/key-usage.controller.js';
import { ProfileKeysController } from './profile/profile-keys.controller.js';
import { ProfileKeysService } from './profile/profile-keys.service.js';
import { RevealKeyController } from './reveal/reveal-key.controller.js';
import { EndOldSecret } from './rotation/end-old-secret.js';
import { OldSecretsController } from './rotation/old-secrets.controller.js';
import { RotateApiKey } from './rotation/rotate-api-key.js';
import { RevealKey } from './reveal/reveal-key.js';
import { SecretsRepository } from './secrets/secrets.repository.js';

const open = [ApiKeysRepository, ApiKeysService, ChangeManyKeys, ChangeServiceKey, CreateApiKey, EndOldSecret, KeyNotesReader, KeySecrets, ProfileKeysService, RevealKey, RotateApiKey, SecretsRepository];

@Module({
  imports: [TypeOrmModule.forFeature([ApiKey, ApiKeySecret, KeyExpiryNotice]), AuditModule, KeyRightsModule, KeyUsageModule, OrganisationsModule, PermissionsModule, RolesModule],
  controllers: [ApiKeysController, KeyUsageController, ManyKeysController, OldSecretsController, ProfileKeysController, RevealKeyController],
  providers: [...open, ExpiryNotices, KeyExpiryRepository, KeyRoles, KeyRules, KeySteps],
  exports: open,
})
export class ApiKeysModule {}
