import { ApiProperty } from '@nestjs/swagger';
import { ApiKeyDto } from '../api-keys/index.js';
import { AuditEventDto } from '../audit/index.js';
import { type AttentionKind, attentionKinds } from './attention.js';

/** A number that is counted up to a bound. */
export class CountDto {
  /**
   * How many there are; at `atLeast`, that many or more.
   * @example 12
   */
  count: number;

  /**
   * Whether there are more: nobody counts a million rows for a glance.
   * @example false
   */
  atLeast: boolean;
}

export class KeyStateCountDto extends CountDto {
  /** Which keys are counted. */
  state: 'active' | 'deactivated' | 'revoked';
}

export class EndingSoonDto extends CountDto {
  /** Those that end first. */
  @ApiProperty({ type: [ApiKeyDto] })
  first: ApiKeyDto[];
}

export class AttentionDto extends CountDto {
  @ApiProperty({ enum: attentionKinds, description: 'Why somebody should look at them. `unbounded`: they can do all that their owner may.' })
  kind: AttentionKind;
}

export class RefusedDayDto {
  /**
   * The day (UTC).
   * @example "2026-01-31"
   */
  day: string;

  /**
   * Calls that lacked a permission.
   * @example 3
   */
  permissionMissing: number;

  /**
   * Calls with a credential that was known but not taken: revoked, deactivated, expired, its owner not active.
   * @example 1
   */
  credentialRefused: number;
}

export class RefusedDto extends CountDto {
  /** Days without refusals are left out. */
  @ApiProperty({ type: [RefusedDayDto] })
  days: RefusedDayDto[];
}

export class OverviewDto {
  @ApiProperty({ type: [KeyStateCountDto], nullable: true, description: 'Keys by state; null without `api-key.read-all`.' })
  keys: KeyStateCountDto[] | null;

  @ApiProperty({ type: EndingSoonDto, nullable: true, description: 'Active keys that end within 30 days; null without `api-key.read-all`.' })
  endingSoon: EndingSoonDto | null;

  @ApiProperty({ type: [ApiKeyDto], nullable: true, description: 'The keys that were used last, the latest first; null without `api-key.read-all`.' })
  lastUsed: ApiKeyDto[] | null;

  @ApiProperty({ type: [AttentionDto], nullable: true, description: 'What needs attention among the 10,000 oldest active keys, nothing that is zero; null without `api-key.read-all`.' })
  attention: AttentionDto[] | null;

  @ApiProperty({ type: RefusedDto, nullable: true, description: 'Refused calls of the last 14 days; null without `decision.read`.' })
  refused: RefusedDto | null;

  @ApiProperty({ type: [AuditEventDto], nullable: true, description: 'What was done last; null without `audit.read`.' })
  audit: AuditEventDto[] | null;
}
