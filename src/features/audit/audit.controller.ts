import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../access/http/index.js';
import { sliceOf } from '../../platform/http/index.js';
import { AuditEventPage } from './audit.dto.js';
import { AuditQuery } from './audit-selection.dto.js';
import { AuditTrail } from './audit-trail.js';

@ApiTags('audit')
@Controller('api/v1/organisations/:organisation/audit-events')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @RequiresInOrganisation('audit.read')
  @ApiOperation({ operationId: 'listAuditEvents', summary: 'Who did what, the newest first', description: 'With what people, keys, groups, roles and workspaces are called: whoever reads the trail reads their names in it.' })
  @ApiOkResponse({ type: AuditEventPage })
  async list(@CurrentCaller() { organisation }: Member, @Query() query: AuditQuery): Promise<AuditEventPage> {
    return this.trail.page(organisation.id, await this.trail.filterOf(organisation.id, query), sliceOf(query));
  }
}
