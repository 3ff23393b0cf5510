import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, IntersectionType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsString, Matches } from 'class-validator';
import { DecisionDto, RefusalDto, RefusalQuery, TrialDto, TryRequest } from '../../../features/decisions/index.js';
import { IsId, Optional } from '../../../platform/http/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';
import { LinkedDto } from '../../model/links.js';
import { ChoosableDto } from './choosable.dto.js';

export class RefusalPageDto extends LinkedType(RefusalDto, 'RefusalBase') {}
export class TrialPageDto extends LinkedType(TrialDto, 'TrialBase') {}

export class ExplanationPageDto extends LinkedType(DecisionDto, 'ExplanationBase') {
  @ApiProperty({ name: 'Now', type: TrialPageDto, nullable: true, description: 'What the same call would be told now; null: its key or its permissions are there no more.' })
  Now: TrialPageDto | null;
}

export class RefusalListDto extends IntersectionType(ListOf(RefusalPageDto), PickType(ChoosableDto, ['Keys', 'Users'])) {}

/** What can be tried, and what came of it. */
export class TryPageDto extends IntersectionType(LinkedDto as Type<LinkedDto>, ChoosableDto) {
  @ApiProperty({ name: 'Outcome', type: TrialPageDto, nullable: true, description: 'The answer; null when nothing was asked.' })
  Outcome: TrialPageDto | null;
}

/** The text of a key must not stand in an address: its first eight characters tell which it is. */
const noKeyText = /^(?!.*LK\w{6}\.).{1,100}$/;

/** Says who is meant, as people know them. */
const IsMeant = (by: string) => applyDecorators(Optional(), Matches(noKeyText, { message: `$property must be ${by}` }), IsString());

export class TryQuery {
  /**
   * Whether this API key could: its id, its first eight characters, or its name. Never the key itself.
   * @example "1003"
   */
  @IsMeant('the id, the first eight characters or the name of an API key, and never the key itself')
  key?: string;

  /**
   * Whether this user could, signed in: the id or the login. Either this or `key`.
   * @example "grace"
   */
  @IsMeant('the id or the login of a user')
  user?: string;

  /**
   * What the call would need.
   * @example "problem.create"
   */
  @Optional()
  @Matches(/^[\w.:-]{1,100}$/, { message: '$property must be a permission such as problem.create' })
  permission?: string;

  /**
   * The workspace it would be about; left out: the organisation as a whole.
   * @example "1001"
   */
  @Optional()
  @IsId()
  workspaceId?: string;
}

export class RefusalPageQuery extends RefusalQuery {
  /**
   * Only calls made with this API key: its id, its first eight characters, or its name; goes before `apiKeyId`. Never the key itself.
   * @example "CI server"
   */
  @IsMeant('the id, the first eight characters or the name of an API key, and never the key itself')
  key?: string;

  /**
   * Only calls of this user: the id or the login; goes before `userId`.
   * @example "grace"
   */
  @IsMeant('the id or the login of a user')
  user?: string;
}

export class MendRequest extends TryRequest {
  /**
   * Which of the remedies to carry out: its `id`.
   * @example "7xkQ2m0ZpLw1"
   */
  @Matches(/^[\w-]{1,64}$/, { message: '$property must be the id of a remedy' })
  @IsString()
  remedy: string;

  /** Needed where the remedy allows more than what is missing (`alsoAllows`): that this is meant. */
  @Optional()
  @IsBoolean()
  confirmed?: boolean;

  /**
   * The refusal it began with: where people are led back to.
   * @example "Zk3T0m3vQd6p-1f"
   */
  @Optional()
  @Matches(/^[\w-]{1,32}$/, { message: '$property must be the decisionId of a refusal' })
  decisionId?: string;
}
