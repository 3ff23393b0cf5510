import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { AccountNotices } from './account-notices.js';
import { ChangePassword } from './password/change-password.js';
import { OwnPassword } from './password/own-password.js';
import { OwnPasswordController } from './password/own-password.controller.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.js';
import { OwnSecondFactorController } from './second-factor/own-second-factor.controller.js';

@Module({
  imports: [SessionsModule, UsersModule],
  controllers: [OwnPasswordController, OwnSecondFactorController],
  providers: [AccountNotices, ChangePassword, OwnPassword, OwnSecondFactor],
  exports: [ChangePassword, OwnSecondFactor],
})
export class OwnAccountModule {}
