import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { AccountNotices } from './account-notices.js';
import { ChangePassword } from './password/change-password.js';
import { OwnPassword } from './password/own-password.js';
import { OwnPasswordController } from './password/own-password.controller.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.js';
import { OwnSecondFactorController } from './second-factor/own-second-factor.controller.js';
import { OwnTokensController } from './tokens/own-tokens.controller.js';
import { OwnTokens } from './tokens/own-tokens.js';

@Module({
  imports: [SessionsModule, TokensModule, UsersModule],
  controllers: [OwnPasswordController, OwnSecondFactorController, OwnTokensController],
  providers: [AccountNotices, ChangePassword, OwnPassword, OwnSecondFactor, OwnTokens],
  exports: [ChangePassword, OwnSecondFactor, OwnTokens],
})
export class OwnAccountModule {}
