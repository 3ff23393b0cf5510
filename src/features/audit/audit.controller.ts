import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../access/http/index.js';
import { pageOf, sliceOf } from '../../platform/http/index.js';
import { AuditEventPage, AuditQuery, toAuditEventDto, toAuditFilter } from './audit.dto.js';
import { AuditRepository } from './audit.repository.js';

@ApiTags('audit')
@Controller('api/v1/organisations/:organisation/audit-events')
export class AuditController {
  constructor(private readonly events: AuditRepository) {}

  @Get()
  @RequiresInOrganisation('audit.read')
  @ApiOperation({ operationId: 'listAuditEvents', summary: 'Who did what, the newest first' })
  @ApiOkResponse({ type: AuditEventPage })
  async list(@CurrentCaller() caller: Member, @Query() query: AuditQuery): Promise<AuditEventPage> {
    const slice = sliceOf(query);
    return pageOf(await this.events.list(caller.organisation.id, toAuditFilter(query), slice), slice, toAuditEventDto);
  }
}
