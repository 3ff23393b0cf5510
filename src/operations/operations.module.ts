import { Module } from '@nestjs/common';
import { AttemptsModule } from '../features/attempts/index.js';
import { OwnAccountModule } from '../features/own-account/index.js';
import { SessionsModule } from '../features/sessions/index.js';
import { TokensModule } from '../features/tokens/index.js';
import { ErrorPagesController } from './error-pages.controller.js';
import { HealthController } from './health.controller.js';
import { Housekeeping } from './housekeeping.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';

/** What those who run the server need: health, metrics, and the pages that explain errors. */
@Module({
  imports: [AttemptsModule, OwnAccountModule, SessionsModule, TokensModule],
  controllers: [HealthController, MetricsController, ErrorPagesController],
  providers: [Housekeeping, Metrics],
  exports: [Metrics],
})
export class OperationsModule {}
