import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { ProblemNames } from './problem-names.js';
import { Problem } from './problem.entity.js';
import { ProblemsController } from './problems.controller.js';
import { ProblemsRepository } from './problems.repository.js';
import { ProblemsService } from './problems.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Problem]), AuditModule, OrganisationsModule],
  controllers: [ProblemsController],
  providers: [ProblemNames, ProblemsRepository, ProblemsService],
  exports: [ProblemsService],
})
export class ProblemsModule {}
