import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, SignedIn } from '../../access/http/index.js';
import { OverviewDto } from './overview.dto.js';
import { OverviewService } from './overview.service.js';

@ApiTags('overview')
@Controller('api/v1/organisations/:organisation/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getOverview', summary: 'What goes on at a glance', description: 'As far as the caller may see it; the rest is null.' })
  @ApiOkResponse({ type: OverviewDto })
  get(@CurrentCaller() caller: Member): Promise<OverviewDto> {
    return this.overview.of(caller);
  }
}
