import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { AccountNotices } from './account-notices.js';
import { ChangePassword } from './password/change-password.js';
import { OwnPasswordController } from './password/own-password.controller.js';

@Module({
  imports: [SessionsModule, UsersModule],
  controllers: [OwnPasswordController],
  providers: [AccountNotices, ChangePassword],
  exports: [ChangePassword],
})
export class OwnAccountModule {}
