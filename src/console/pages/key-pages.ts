import { ApiKeysModule } from '../../features/api-keys/index.js';
import { AuditModule } from '../../features/audit/index.js';
import { KeyRightsModule } from '../../features/key-rights/index.js';
import { KeyUsageModule } from '../../features/key-usage/index.js';
import { OrganisationsModule } from '../../features/organisations/index.js';
import { PermissionsModule } from '../../features/permissions/index.js';
import { RolesModule } from '../../features/roles/index.js';
import { UsersModule } from '../../features/users/index.js';
import { ApiAccessController } from './api-access/api-access.controller.js';
import { ApiAccessModels } from './api-access/api-access-models.js';
import { ApiAccessListController } from './api-access/api-accesses.controller.js';
import { RoleMatrix } from './api-access/role-matrix.js';
import { ApiKeyActionsController } from './api-keys/api-key-actions.controller.js';
import { ApiKeyDetails } from './api-keys/api-key-details.js';
import { ApiKeyModels } from './api-keys/api-key-models.js';
import { ApiKeyPageController } from './api-keys/api-key.controller.js';
import { ApiKeyListController } from './api-keys/api-keys.controller.js';
import { ApiTokenController } from './api-tokens/api-token.controller.js';
import { ApiTokenModels } from './api-tokens/api-token-models.js';
import { ApiTokenListController } from './api-tokens/api-tokens.controller.js';
import { ManyKeyModels } from './many-keys/many-key-models.js';
import { ManyKeysPageController } from './many-keys/many-keys.controller.js';

/** Pages about keys, whatever they are called: API keys, API tokens, API access. */
export const keyPages = {
  imports: [ApiKeysModule, AuditModule, KeyRightsModule, KeyUsageModule, OrganisationsModule, PermissionsModule, RolesModule, UsersModule],
  controllers: [ApiAccessController, ApiAccessListController, ApiKeyActionsController, ApiKeyListController, ApiKeyPageController, ApiTokenController, ApiTokenListController, ManyKeysPageController],
  providers: [ApiAccessModels, ApiKeyDetails, ApiKeyModels, ApiTokenModels, ManyKeyModels, RoleMatrix],
};
