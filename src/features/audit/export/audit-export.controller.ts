import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { fromInstant } from '../../../platform/http/index.js';
import { type AuditFilter, AuditRepository } from '../audit.repository.js';
import { AuditTrail } from '../audit-trail.js';
import { AuditExportQuery } from './audit-export.dto.js';
import { type ExportFormat, exportFormats } from './audit-lines.js';

const text = { type: 'string' } as const;

/** Read at a time, so that the whole trail never stands in memory. */
const atATime = 500;

@ApiTags('audit')
@Controller('api/v1/organisations/:organisation/audit-events/export')
export class AuditExportController {
  constructor(
    private readonly events: AuditRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequiresInOrganisation('audit.read')
  @ApiOperation({
    operationId: 'exportAuditEvents',
    summary: 'All of the trail that fits, the newest first, as a file',
    description: 'However much it is: it is sent as it is read. What is written meanwhile is not in it. When something goes wrong on the way the answer is broken off, not ended.',
  })
  @ApiOkResponse({ content: { 'text/csv': { schema: text }, 'application/jsonl': { schema: text } }, description: 'CSV with a line of headings, or a JSON object a line.' })
  async export(@CurrentCaller() { organisation }: Member, @Query() { format = 'csv', ...query }: AuditExportQuery, @Res() reply: FastifyReply): Promise<void> {
    const filter = await this.trail.filterOf(organisation.id, query);
    const { type, extension } = exportFormats[format];
    const name = `audit-${organisation.slug}-${fromInstant(this.clock.now()).slice(0, 10)}.${extension}`;
    reply.header('content-type', type).header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store');
    void reply.send(Readable.from(this.lines(organisation.id, filter, exportFormats[format]), { objectMode: false }));
  }

  /** Whoever takes them says when the next are read. */
  private async *lines(organisationId: number, filter: AuditFilter, { head, line }: ExportFormat): AsyncGenerator<string> {
    let text = head;
    for (let after: number | null = null; ; ) {
      const rows = await this.events.list(organisationId, filter, { limit: atATime - 1, after });
      const tell = await this.trail.teller(organisationId, rows);
      for (const row of rows) text += line(tell(row));
      if (text !== '') yield text;
      const last = rows.at(-1);
      if (rows.length < atATime || !last) return;
      after = last.id;
      text = '';
    }
  }
}
