import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { Account } from './account.entity.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Membership } from './membership.entity.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { RequiredSecondFactor } from './second-factor/required-second-factor.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { SecondFactorsRepository } from './second-factor/second-factors.repository.js';
import { UserListeners } from './user-listeners.js';
import { UserNames } from './user-names.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Account, Membership, SecondFactor, RecoveryCode]), AuditModule, OrganisationsModule],
  controllers: [UsersController, AccountsController],
  providers: [AccountsRepository, AccountsService, RequiredSecondFactor, SecondFactors, SecondFactorsRepository, UserListeners, UserNames, UsersRepository, UsersService],
  exports: [AccountsRepository, AccountsService, RequiredSecondFactor, SecondFactors, UserListeners, UsersRepository, UsersService],
})
export class UsersModule {}
