import { IsIn } from 'class-validator';
import { ApiKeyQuery, type KeyFilter, keyFilterOf } from '../../../features/api-keys/index.js';
import { Optional } from '../../../platform/http/index.js';
import type { Face } from '../../faces/face.js';

const dayMs = 86_400_000;
const within = { week: 7 * dayMs, month: 30 * dayMs, quarter: 91 * dayMs };

export class ApiKeyPageQuery extends ApiKeyQuery {
  /** Only keys that end so, counted from now; goes before `expiresSince` and `expiresBefore`. `ended`: they have. */
  @Optional()
  @IsIn(['ended', 'week', 'month', 'quarter', 'never'])
  expires?: 'ended' | 'week' | 'month' | 'quarter' | 'never';
}

/** People see first what was made last, unless they say otherwise; programs get the order that is promised to them. */
export const asShown = (query: ApiKeyPageQuery, face: Face): ApiKeyPageQuery => (face === 'html' && query.sort === undefined ? { ...query, sort: '-id' } : query);

/** @param now epoch milliseconds */
export function pageFilterOf({ expires, ...query }: ApiKeyPageQuery, now: number): KeyFilter {
  const filter = keyFilterOf(query);
  if (expires === undefined) return filter;
  const { kind, state, search } = filter;
  const rest = { kind, state, search };
  if (expires === 'never') return { ...rest, unending: true };
  return expires === 'ended' ? { ...rest, expiresBefore: now } : { ...rest, expiresSince: now, expiresBefore: now + within[expires] };
}
