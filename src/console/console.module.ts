import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../features/api-keys/index.js';
import { AuditModule } from '../features/audit/index.js';
import { KeyUsageModule } from '../features/key-usage/index.js';
import { OrganisationsModule } from '../features/organisations/index.js';
import { PermissionsModule } from '../features/permissions/index.js';
import { ProblemsModule } from '../features/problems/index.js';
import { SessionsModule } from '../features/sessions/index.js';
import { UsersModule } from '../features/users/index.js';
import { PageErrors } from './faces/page-errors.js';
import { ApiKeyActionsController } from './pages/api-keys/api-key-actions.controller.js';
import { ApiKeyPageController } from './pages/api-keys/api-key.controller.js';
import { ApiKeyListController } from './pages/api-keys/api-keys.controller.js';
import { ApiKeyDetails } from './pages/api-keys/api-key-details.js';
import { ApiKeyModels } from './pages/api-keys/api-key-models.js';
import { EntranceController } from './pages/entrance/entrance.controller.js';
import { OrganisationPagesController } from './pages/organisation/organisation.controller.js';
import { peoplePages } from './pages/people-pages.js';
import { ProblemPagesController } from './pages/problems/problems.controller.js';
import { Flashes } from './people/flashes.js';
import { FormTokens } from './people/form-tokens.js';
import { PageContexts } from './people/page-contexts.js';
import { SignedTexts } from './people/signed-texts.js';

@Module({
  imports: [ApiKeysModule, AuditModule, KeyUsageModule, OrganisationsModule, PermissionsModule, ProblemsModule, SessionsModule, UsersModule, ...peoplePages.imports],
  controllers: [ApiKeyActionsController, ApiKeyListController, ApiKeyPageController, EntranceController, OrganisationPagesController, ProblemPagesController, ...peoplePages.controllers],
  providers: [ApiKeyDetails, ApiKeyModels, Flashes, FormTokens, PageContexts, PageErrors, SignedTexts, ...peoplePages.providers],
})
export class ConsoleModule {}
