import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { type AttentionKind, attentionKinds, isAttentionKind, OverviewService } from '../../../features/overview/index.js';
import { invalid, PageQuery, sliceOf } from '../../../platform/http/index.js';
import { Pages, Shows } from '../../faces/pages.js';
import { listed } from '../../model/listed.js';
import { pagePath } from '../../model/links.js';
import { ApiKeyListDto } from '../api-keys/api-key.dto.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import { AttentionListView } from './attention-list.view.js';

const kindPipe = {
  transform(text: string): AttentionKind {
    if (!isAttentionKind(text)) throw invalid([{ field: 'kind', message: `must be one of ${attentionKinds.join(', ')}` }]);
    return text;
  },
};

@Pages('org/:organisation/attention', 'organisation')
export class AttentionPagesController {
  constructor(
    private readonly overview: OverviewService,
    private readonly models: ApiKeyModels,
  ) {}

  @Get(':kind')
  @RequiresInOrganisation('api-key.read-all')
  @ApiOperation({ operationId: 'listKeysNeedingAttention', summary: 'Active keys that somebody should look at', description: '`never-used`, `without-expiry`, `unbounded` or `owner-gone`; of the 10,000 oldest that follow the cursor.' })
  @ApiParam({ name: 'kind', description: 'Why somebody should look at them.', example: 'never-used' })
  @ApiOkResponse({ type: ApiKeyListDto })
  @Shows(AttentionListView)
  async list(@CurrentCaller() caller: Member, @Param('kind', kindPipe) kind: AttentionKind, @Query() query: PageQuery): Promise<ApiKeyListDto> {
    const found = await this.overview.needing(caller, kind, sliceOf(query));
    const toItem = await this.models.of(caller, found.items);
    return listed(pagePath(caller.organisation, 'attention', kind), query, found, toItem);
  }
}
