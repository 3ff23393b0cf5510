import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptBucket } from './attempt-bucket.entity.js';
import { AttemptsRepository } from './attempts.repository.js';
import { AttemptsService } from './attempts.service.js';

@Module({ imports: [TypeOrmModule.forFeature([AttemptBucket])], providers: [AttemptsRepository, AttemptsService], exports: [AttemptsRepository, AttemptsService] })
export class AttemptsModule {}
