import { ApiProperty, IntersectionType, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { type KeyStep, KeyResultDto, keyStepNames, ManyKeysRequest } from '../../../features/api-keys/index.js';
import { IsIdList, Optional } from '../../../platform/http/index.js';
import { PartDto, PartForm } from '../../model/in-parts.dto.js';
import { LabelledType } from '../../model/labels.js';
import { LinkedDto } from '../../model/links.js';
import { ApiKeyPageQuery } from '../api-keys/api-key-page-query.dto.js';
import { type KeyList, keyLists } from '../ticked-keys/key-lists.js';

const most = 1_000_000_000;

/** Which keys, and what is to be done to them. */
export class ManyKeysQuery extends PickType(ApiKeyPageQuery, ['owner', 'kind', 'state', 'search', 'expires']) {
  @ApiProperty({ enum: keyStepNames, required: false, description: 'What would be done to each; left out: `deactivate`.' })
  @Optional()
  @IsIn(keyStepNames)
  action?: KeyStep;

  /**
   * Those that are ticked.
   * @example ["1003", "1004"]
   */
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsIdList()
  ids?: string[];

  /** `true`: instead of those that are ticked all that a list with these filters finds. */
  @Optional()
  @IsIn(['true'])
  found?: 'true';

  @ApiProperty({ enum: keyLists, required: false, description: 'The list that it comes from; left out: `api-key`.' })
  @Optional()
  @IsIn(keyLists)
  list?: KeyList;
}

class FoundForm extends PickType(ApiKeyPageQuery, ['owner', 'kind', 'state', 'search', 'expires']) {
  /** Whether it is for all that are found, instead of those that are ticked. */
  @Optional()
  @IsBoolean()
  found?: boolean;

  @ApiProperty({ enum: keyLists, required: false, description: 'The list that it comes from; left out: `api-key`.' })
  @Optional()
  @IsIn(keyLists)
  list?: KeyList;

  /**
   * Those that are ticked: one at least, unless it is for all that are found.
   * @example ["1003", "1004"]
   */
  @Optional()
  @IsIdList()
  ids?: string[];

  /**
   * How many failed before, as the part before has answered.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(most)
  failed?: number;

  /**
   * How many there were at the beginning, as the part before has answered.
   * @example 4200
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(most)
  total?: number;
}

/** What is to be done to the next part of them. */
export class ManyKeysForm extends IntersectionType(PickType(ManyKeysRequest, ['action', 'reason']), FoundForm, PartForm) {}

class MeantDto extends LinkedDto {
  @ApiProperty({ enum: keyStepNames, description: 'What is asked for.', example: 'revoke' })
  Action: KeyStep;

  @ApiProperty({ type: [String], nullable: true, description: 'Those that are ticked; null: all that are found.', example: ['1003', '1004'] })
  ids: string[] | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'What the list was narrowed to, and which list it is.' })
  Filters: Record<string, string>;
}

/** What would be done, to how many, and who would notice. */
export class ManyKeysDto extends MeantDto {
  /**
   * How many keys are ticked or found.
   * @example 12
   */
  Total: number;

  @ApiProperty({ type: [String], description: 'What the first of them are called that the caller may see, where they are ticked.', example: ['CI server'] })
  Names: string[];

  @ApiProperty({ type: Number, description: 'How many of them were used in the last seven days.', example: 3 })
  'Lately Used': number;

  @ApiProperty({ type: [String], description: 'What the first of those are called, where they are ticked.', example: ['CI server'] })
  'Lately Used Names': string[];
}

export class KeyResultPageDto extends LabelledType(KeyResultDto, 'KeyResultBase') {}

/** What has become of this part. */
export class ManyKeysResultsDto extends IntersectionType(MeantDto, PartDto) {
  /**
   * How many could not be changed.
   * @example 0
   */
  Failed: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why they are revoked, where that was said.', example: null })
  Reason: string | null;

  @ApiProperty({ type: [KeyResultPageDto], description: 'One by one: in the order in which they were named, or in which they were made.' })
  items: KeyResultPageDto[];
}
