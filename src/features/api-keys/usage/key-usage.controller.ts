import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { KeyUsageRepository } from '../../key-usage/index.js';
import { ApiKeysService } from '../api-keys.service.js';
import { ApiKeyUsageDto, ApiKeyUsageQuery, toLastUseDto, toUsageCountDto, toUsageRange } from './key-usage.dto.js';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/api-keys/:id/usage')
export class KeyUsageController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly usage: KeyUsageRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    operationId: 'getApiKeyUsage',
    summary: 'When, from where and for what a key was last used, and how often',
    description: 'For its owner, the key itself and holders of `api-key.read-all`. A use is visible within 10 seconds.',
  })
  @ApiOkResponse({ type: ApiKeyUsageDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number, @Query() query: ApiKeyUsageQuery): Promise<ApiKeyUsageDto> {
    const { organisationId } = await this.keys.get(caller, id);
    const { period, since, until } = toUsageRange(query, this.clock.now());
    const lastUse = await this.usage.lastUse(organisationId, id);
    const counts = await this.usage.list(organisationId, id, period, since, until);
    return { lastUse: lastUse && toLastUseDto(lastUse), period, counts: counts.map(toUsageCountDto) };
  }
}
