import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../features/api-keys/index.js';
import { TokensModule } from '../../features/tokens/index.js';
import { HttpsOnlyGuard } from './https-only.guard.js';
import { IncortaErrors } from './incorta-errors.js';
import { IncortaTokensController } from './incorta-tokens.controller.js';
import { IncortaTokensService } from './incorta-tokens.service.js';

@Module({
  imports: [ApiKeysModule, TokensModule],
  controllers: [IncortaTokensController],
  providers: [HttpsOnlyGuard, IncortaErrors, IncortaTokensService],
})
export class IncortaModule {}
