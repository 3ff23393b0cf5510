import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { AuditEventDto, AuditQuery } from '../../../features/audit/index.js';
import { Optional } from '../../../platform/http/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

const day = { message: '$property must be a day such as 2026-01-31' };

export class AuditEventPageDto extends LinkedType(AuditEventDto, 'AuditEventBase') {}

/** Whose events are shown. */
export class AuditPersonDto {
  @ApiProperty({ description: 'The id of the user.', example: '1002' })
  id: string;

  @ApiProperty({ description: 'What the person is called.', example: 'Grace Hopper' })
  Name: string;

  @ApiProperty({ enum: ['happened', 'done'], description: '`happened`: what was done to the person, and for them; `_links.done` leads to what they did. `done`: that; `_links.happened` leads to the other.', example: 'happened' })
  Shown: 'happened' | 'done';
}

export class AuditEventListDto extends ListOf(AuditEventPageDto) {
  @ApiProperty({ name: 'Actions', type: [String], description: 'The actions that there are in the trail: what can be asked for as `action`.', example: ['api-key.create', 'api-key.revoke'] })
  Actions: string[];

  @ApiProperty({ name: 'Person', type: AuditPersonDto, nullable: true, description: 'The person whose events were asked for, by `subjectKind=user` and `subjectId`, or by login as `actorName`; null: they are those of several, or of no person.' })
  Person: AuditPersonDto | null;

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
