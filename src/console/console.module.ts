import { Module } from '@nestjs/common';
import { ProblemsModule } from '../features/problems/index.js';
import { SessionsModule } from '../features/sessions/index.js';
import { PageErrors } from './faces/page-errors.js';
import { insightPages } from './pages/insight-pages.js';
import { OrganisationPagesController } from './pages/organisation/organisation.controller.js';
import { keyPages } from './pages/key-pages.js';
import { ownPages } from './pages/own-pages.js';
import { peoplePages } from './pages/people-pages.js';
import { ProblemPagesController } from './pages/problems/problems.controller.js';
import { Flashes } from './people/flashes.js';
import { FormTokens } from './people/form-tokens.js';
import { PageContexts } from './people/page-contexts.js';
import { SignedTexts } from './people/signed-texts.js';

@Module({
  imports: [ProblemsModule, SessionsModule, ...insightPages.imports, ...keyPages.imports, ...ownPages.imports, ...peoplePages.imports],
  controllers: [OrganisationPagesController, ProblemPagesController, ...insightPages.controllers, ...keyPages.controllers, ...ownPages.controllers, ...peoplePages.controllers],
  providers: [Flashes, FormTokens, PageContexts, PageErrors, SignedTexts, ...insightPages.providers, ...keyPages.providers, ...ownPages.providers, ...peoplePages.providers],
})
export class ConsoleModule {}
