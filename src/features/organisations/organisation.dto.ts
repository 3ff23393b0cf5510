import { IntersectionType } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { ChangedDto, fromInstant, IsName, Optional, PageOf } from '../../platform/http/index.js';
import type { Organisation } from './organisation.entity.js';

export class OrganisationSummaryDto {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;

  /** `disabled`: none of its keys, tokens and members are let in. */
  state: 'active' | 'disabled';
}

export class OrganisationDto extends OrganisationSummaryDto {
  /** Who may make keys: `everyone`, or (`enabled`) those with the right to. */
  keyCreation: 'everyone' | 'enabled';

  /** `frozen`: profile keys are neither made nor renewed; those that exist go on. */
  profileKeys: 'open' | 'frozen';

  /**
   * Whether a key may come in the query, as `?apiToken=`.
   * @example true
   */
  queryCredential: boolean;

  /**
   * Whether people who sign in are let in only with a second factor. Keys and tokens are not asked for one.
   * @example false
   */
  requireSecondFactor: boolean;

  /**
   * When it was made.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When it was last changed.
   * @example "2026-01-31T12:00:00.000Z"
   */
  updatedAt: string;
}

export class OrganisationPage extends PageOf(OrganisationSummaryDto) {}
export class ChangedOrganisationDto extends IntersectionType(OrganisationDto, ChangedDto) {}

export class UpdateOrganisationRequest {
  /**
   * Its name for people.
   * @example "Megacorp"
   */
  @Optional()
  @IsName()
  name?: string;

  /** Who may make keys. */
  @Optional()
  @IsIn(['everyone', 'enabled'])
  keyCreation?: 'everyone' | 'enabled';

  /** Whether profile keys may be made and renewed. */
  @Optional()
  @IsIn(['open', 'frozen'])
  profileKeys?: 'open' | 'frozen';

  /**
   * Whether a key may come in the query.
   * @example false
   */
  @Optional()
  @IsBoolean()
  queryCredential?: boolean;

  /**
   * Whether people who sign in are let in only with a second factor, from their next request on. Whoever switches it on has one.
   * @example true
   */
  @Optional()
  @IsBoolean()
  requireSecondFactor?: boolean;

  /** Only instance operators may change it. */
  @Optional()
  @IsIn(['active', 'disabled'])
  state?: 'active' | 'disabled';
}

export const toOrganisationSummaryDto = ({ id, slug, name, state }: Organisation): OrganisationSummaryDto => ({ id: String(id), slug, name, state });

export const toOrganisationDto = (organisation: Organisation): OrganisationDto => ({
  ...toOrganisationSummaryDto(organisation),
  keyCreation: organisation.keyCreation,
  profileKeys: organisation.profileKeys,
  queryCredential: organisation.queryCredential,
  requireSecondFactor: organisation.requireSecondFactor,
  createdAt: fromInstant(organisation.createdAt),
  updatedAt: fromInstant(organisation.updatedAt),
});
