import { Module } from '@nestjs/common';
import { ErrorPagesController } from './error-pages.controller.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';

/** What those who run the server need: health, metrics, and the pages that explain errors. */
@Module({ controllers: [HealthController, MetricsController, ErrorPagesController], providers: [Metrics], exports: [Metrics] })
export class OperationsModule {}
