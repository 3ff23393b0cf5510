import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { AuditEventDto, AuditQuery } from '../../../features/audit/index.js';
import { Optional } from '../../../platform/http/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

const day = { message: '$property must be a day such as 2026-01-31' };

export class AuditEventPageDto extends LinkedType(AuditEventDto, 'AuditEventBase') {}

export class AuditEventListDto extends ListOf(AuditEventPageDto) {
  @ApiProperty({ name: 'Actions', type: [String], description: 'The actions that there are in the trail: what can be asked for as `action`.', example: ['api-key.create', 'api-key.revoke'] })
  Actions: string[];

  @ApiProperty({ name: 'Kinds', type: [String], description: 'The kinds of things that anything was done to: what can be asked for as `subjectKind`.', example: ['api-key', 'group'] })
  Kinds: string[];
}

export class AuditPageQuery extends AuditQuery {
  /**
   * Not before this day (UTC) began; goes before `since`.
   * @example "2026-01-31"
   */
  @Optional()
  @Matches(/^\d{4}-\d\d-\d\d$/, day)
  from?: string;

  /**
   * Not after this day (UTC) has ended; goes before `until`.
   * @example "2026-02-28"
   */
  @Optional()
  @Matches(/^\d{4}-\d\d-\d\d$/, day)
  to?: string;
}
