import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../features/api-keys/index.js';
import { OrganisationsModule } from '../../features/organisations/index.js';
import { RolesModule } from '../../features/roles/index.js';
import { SessionsModule } from '../../features/sessions/index.js';
import { ApiAccessesService } from './api-accesses/api-accesses.service.js';
import { ApiAccessesController } from './controllers/api-accesses.controller.js';
import { OctaneRolesController } from './controllers/octane-roles.controller.js';
import { OctaneWorkspaceRolesController } from './controllers/octane-workspace-roles.controller.js';
import { OctaneWorkspacesController } from './controllers/octane-workspaces.controller.js';
import { Collections } from './reading/collections.js';
import { EntitiesRepository } from './reading/entities.repository.js';
import { EntityReader } from './reading/entity-reader.js';
import { OctaneCookie } from './sign-in/octane-cookie.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { OctaneErrors } from './wire/octane-errors.js';

@Module({
  imports: [ApiKeysModule, OrganisationsModule, RolesModule, SessionsModule],
  controllers: [ApiAccessesController, OctaneRolesController, OctaneWorkspaceRolesController, OctaneWorkspacesController, SignInController],
  providers: [ApiAccessesService, Collections, EntitiesRepository, EntityReader, OctaneCookie, OctaneErrors, SignIn],
})
export class OctaneModule {}
