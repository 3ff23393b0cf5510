import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ChangeManyKeys } from './change-many-keys.js';
import { ChangedKeysDto, ManyKeysRequest, toKeyResultDto, toManyKeys } from './many-keys.dto.js';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/api-keys/bulk')
export class ManyKeysController {
  constructor(private readonly changeMany: ChangeManyKeys) {}

  @Post()
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({
    operationId: 'changeApiKeys',
    summary: 'Deactivate, activate or revoke many API keys',
    description: 'Each key is judged by itself, as by the call for it alone: one that you may not change, or that there is not, is `failed` in its own line and keeps no other from it. Sent again, it does nothing twice.',
  })
  @ApiOkResponse({ type: ChangedKeysDto })
  async change(@CurrentCaller() caller: Member, @Body() body: ManyKeysRequest): Promise<ChangedKeysDto> {
    const { results, freshness } = await this.changeMany.run(caller, toManyKeys(body));
    return { items: results.map(toKeyResultDto), freshness };
  }
}
