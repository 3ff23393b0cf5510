import { IsIn } from 'class-validator';
import { fromInstant, IsInstant, Optional, parseInstant } from '../../../platform/http/index.js';
import type { KeyLastUse, KeyUsage } from '../../key-usage/index.js';

export class LastUseDto {
  /**
   * When.
   * @example "2026-01-31T12:00:00.000Z"
   */
  usedAt: string;

  /**
   * From where.
   * @example "192.0.2.7"
   */
  address: string;

  /**
   * With what program.
   * @example "curl/8.5.0"
   */
  userAgent: string;

  /**
   * For what; null: the call needed no permission.
   * @example "problem.read"
   */
  permission: string | null;

  /** With what result. */
  result: 'allowed' | 'refused';
}

export class UsageCountDto {
  /**
   * The beginning of the hour or the day, UTC.
   * @example "2026-01-31T12:00:00.000Z"
   */
  startsAt: string;

  /**
   * Calls that were allowed.
   * @example 120
   */
  allowed: number;

  /**
   * Calls that were refused.
   * @example 3
   */
  refused: number;
}

export class ApiKeyUsageDto {
  /** null: it was never used. */
  lastUse: LastUseDto | null;

  /** What the counts are of. */
  period: 'hour' | 'day';

  /** Hours or days with calls, the oldest first; those without are left out. */
  counts: UsageCountDto[];
}

export class ApiKeyUsageQuery {
  /** Counts of hours (kept for weeks) or of days (kept for a year); `hour` when left out. */
  @Optional()
  @IsIn(['hour', 'day'])
  period?: 'hour' | 'day';

  /**
   * Not before this time; left out: two days ago, or 60 for days.
   * @example "2026-01-30T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  since?: string;

  /**
   * Before this time; left out: now.
   * @example "2026-02-01T00:00:00Z"
   */
  @Optional()
  @IsInstant()
  until?: string;
}

/** What a query asks for, in epoch milliseconds. */
export function toUsageRange({ period = 'hour', since, until }: ApiKeyUsageQuery, now: number) {
  const usualDays = period === 'hour' ? 2 : 60;
  return {
    period,
    since: since === undefined ? now - usualDays * 86_400_000 : parseInstant(since),
    until: until === undefined ? now + 1 : parseInstant(until),
  };
}

export const toLastUseDto = ({ usedAt, address, userAgent, permission, result }: Omit<KeyLastUse, 'apiKeyId' | 'organisationId'>): LastUseDto => ({
  usedAt: fromInstant(usedAt),
  address,
  userAgent,
  permission,
  result,
});

export const toUsageCountDto = ({ startsAt, allowed, refused }: KeyUsage): UsageCountDto => ({ startsAt: fromInstant(startsAt), allowed, refused });
