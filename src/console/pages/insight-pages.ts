import { ApiKeysModule } from '../../features/api-keys/index.js';
import { AuditModule } from '../../features/audit/index.js';
import { DecisionsModule } from '../../features/decisions/index.js';
import { OrganisationsModule } from '../../features/organisations/index.js';
import { OverviewModule } from '../../features/overview/index.js';
import { PermissionsModule } from '../../features/permissions/index.js';
import { RolesModule } from '../../features/roles/index.js';
import { AuditPagesController } from './audit/audit.controller.js';
import { UsersModule } from '../../features/users/index.js';
import { AttentionPagesController } from './overview/attention.controller.js';
import { Choosing } from './refusals/choosing.js';
import { Mending } from './refusals/mending.js';
import { RefusalModels } from './refusals/refusal-models.js';
import { RefusalPagesController } from './refusals/refusals.controller.js';
import { TrialPagesController } from './refusals/trials.controller.js';
import { WhoIsMeant } from './refusals/who-is-meant.js';

/** Pages about what goes on, and what they need. */
export const insightPages = {
  imports: [ApiKeysModule, AuditModule, DecisionsModule, OrganisationsModule, OverviewModule, PermissionsModule, RolesModule, UsersModule],
  controllers: [AttentionPagesController, AuditPagesController, RefusalPagesController, TrialPagesController],
  providers: [Choosing, Mending, RefusalModels, WhoIsMeant],
};
