import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyLastUse } from './key-last-use.entity.js';
import { KeyUsage } from './key-usage.entity.js';
import { KeyUsageRepository } from './key-usage.repository.js';
import { UsageRecorder } from './usage-recorder.js';

@Module({
  imports: [TypeOrmModule.forFeature([KeyLastUse, KeyUsage])],
  providers: [KeyUsageRepository, UsageRecorder],
  exports: [KeyUsageRepository, UsageRecorder],
})
export class KeyUsageModule {}
