import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { IdParam, ProblemDto } from '../../../platform/http/index.js';
import { RevealKey } from './reveal-key.js';

export class RevealedApiKeyDto {
  /**
   * The id of the key.
   * @example "1003"
   */
  id: string;

  /**
   * The text of the key.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  key: string;
}

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/api-keys')
export class RevealKeyController {
  constructor(private readonly revealKey: RevealKey) {}

  @Post(':id/reveal')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({
    operationId: 'revealApiKey',
    summary: 'See the text of your API key again',
    description: 'Only for keys made `revealable`, for their owner, and within 5 minutes of signing in; never with a key or a token. Each time is in the audit trail.',
  })
  @ApiOkResponse({ type: RevealedApiKeyDto })
  @ApiResponse({ status: 409, type: ProblemDto, description: 'The key was not made revealable, or is revoked.' })
  async reveal(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<RevealedApiKeyDto> {
    const revealed = await this.revealKey.run(caller, id);
    return { id: String(revealed.id), key: revealed.text };
  }
}
