import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { AccountNotices } from './account-notices.js';
import { ChangePassword } from './password/change-password.js';
import { OwnPassword } from './password/own-password.js';
import { OwnPasswordController } from './password/own-password.controller.js';
import { IssuePasswordReset } from './password-reset/issue-password-reset.js';
import { PasswordReset } from './password-reset/password-reset.entity.js';
import { PasswordResetsController } from './password-reset/password-resets.controller.js';
import { PasswordResetsRepository } from './password-reset/password-resets.repository.js';
import { RequestPasswordReset } from './password-reset/request-password-reset.js';
import { SendPasswordReset } from './password-reset/send-password-reset.js';
import { UsePasswordReset } from './password-reset/use-password-reset.js';
import { UserPasswordResetController } from './password-reset/user-password-reset.controller.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.js';
import { OwnSecondFactorController } from './second-factor/own-second-factor.controller.js';
import { OwnTokensController } from './tokens/own-tokens.controller.js';
import { OwnTokens } from './tokens/own-tokens.js';

@Module({
  imports: [TypeOrmModule.forFeature([PasswordReset]), AttemptsModule, AuditModule, SessionsModule, TokensModule, UsersModule],
  controllers: [OwnPasswordController, OwnSecondFactorController, OwnTokensController, PasswordResetsController, UserPasswordResetController],
  providers: [AccountNotices, ChangePassword, IssuePasswordReset, OwnPassword, OwnSecondFactor, OwnTokens, PasswordResetsRepository, RequestPasswordReset, SendPasswordReset, UsePasswordReset],
  exports: [ChangePassword, OwnSecondFactor, OwnTokens, PasswordResetsRepository, RequestPasswordReset, SendPasswordReset, UsePasswordReset],
})
export class OwnAccountModule {}
