import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyLastUse } from './key-last-use.entity.js';
import { KeyUsage } from './key-usage.entity.js';
import { KeyUsageRepository } from './key-usage.repository.js';
import { OldSecretUse } from './old-secret-use.entity.js';
import { OldSecretUsesRepository } from './old-secret-uses.repository.js';
import { UsageRecorder } from './usage-recorder.js';

@Module({
  imports: [TypeOrmModule.forFeature([KeyLastUse, KeyUsage, OldSecretUse])],
  providers: [KeyUsageRepository, OldSecretUsesRepository, UsageRecorder],
  exports: [KeyUsageRepository, OldSecretUsesRepository, UsageRecorder],
})
export class KeyUsageModule {}
