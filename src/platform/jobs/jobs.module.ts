import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Job } from './job.entity.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([Job])], providers: [Jobs, JobsRepository], exports: [Jobs] })
export class JobsModule {}
