import type { Origin } from '../../access/index.js';
import type { KeyLastUse } from './key-last-use.entity.js';
import type { UsageCount } from './key-usage.repository.js';
import type { OldSecretUse } from './old-secret-use.entity.js';

/** One use of a key. */
export interface KeyUse {
  readonly apiKeyId: number;
  /** The secret it was used with, where that is an old one taken beside a newer; null: it is the newest. */
  readonly oldSecretId: number | null;
  readonly organisationId: number;
  readonly permission: string | null;
  readonly result: 'allowed' | 'refused';
  readonly origin: Origin;
}

/** Of the last use what is kept, and no more: its origin would hold on to the whole request. */
interface LastUse {
  permission: string | null;
  result: KeyUse['result'];
  address: string;
  userAgent: string;
  usedAt: number;
}

/** What one key was used for since the last writing; `usedAt` 0: it was not, it was only counted as refused. */
export interface Gathered extends LastUse {
  readonly apiKeyId: number;
  readonly organisationId: number;
  /** By the hour in which it was counted; below nothing where one that was written turned out refused. */
  readonly hours: Map<number, { allowed: number; refused: number }>;
  /** By the id of the secret; null as long as no old one is used, which is nearly always. */
  oldSecrets: Map<number, LastUse & { uses: number }> | null;
}

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** @param now epoch milliseconds */
export function firstOf({ apiKeyId, organisationId, permission, result }: KeyUse, now: number): Gathered {
  return { apiKeyId, organisationId, permission, result, address: '', userAgent: '', usedAt: now, hours: new Map(), oldSecrets: null };
}

/**
 * One that was counted as allowed is counted as refused. It may have been written by now: what is gathered can be below
 * nothing, and lessens what was written.
 * @param hour in which it is now, in epoch milliseconds; it may have begun after the call
 */
export function moveToRefused(entry: Gathered, hour: number): void {
  const [calledIn = hour] = [...entry.hours].findLast(([, { allowed }]) => allowed > 0) ?? [];
  const { allowed, refused } = entry.hours.get(calledIn) ?? { allowed: 0, refused: 0 };
  entry.hours.set(calledIn, { allowed: allowed - 1, refused: refused + 1 });
}

/** The same use is one of the old secret it was made with; `more` is 0 for what was counted already. */
export function addOldSecret(entry: Gathered, oldSecretId: number, more: 0 | 1): void {
  const { permission, result, address, userAgent, usedAt } = entry;
  entry.oldSecrets ??= new Map();
  entry.oldSecrets.set(oldSecretId, { permission, result, address, userAgent, usedAt, uses: (entry.oldSecrets.get(oldSecretId)?.uses ?? 0) + more });
}

/** What could not be written, beside what has come since. */
export function addOlder(newer: Gathered, older: Gathered): void {
  if (newer.usedAt < older.usedAt) {
    const { permission, result, address, userAgent, usedAt } = older;
    Object.assign(newer, { permission, result, address, userAgent, usedAt });
  }
  for (const [hour, { allowed, refused }] of older.hours) {
    const counts = newer.hours.get(hour) ?? { allowed: 0, refused: 0 };
    newer.hours.set(hour, { allowed: counts.allowed + allowed, refused: counts.refused + refused });
  }
  for (const [secretId, use] of older.oldSecrets ?? []) {
    const since = newer.oldSecrets?.get(secretId);
    newer.oldSecrets ??= new Map();
    newer.oldSecrets.set(secretId, since ? { ...since, uses: since.uses + use.uses } : use);
  }
}

export const lastUseOf = ({ apiKeyId, organisationId, ...use }: Gathered): KeyLastUse => ({ apiKeyId, organisationId, ...shortened(use) });

export const oldSecretUsesOf = ({ apiKeyId, organisationId, oldSecrets }: Gathered): OldSecretUse[] =>
  [...(oldSecrets ?? [])].map(([secretId, use]) => ({ secretId, organisationId, apiKeyId, uses: use.uses, ...shortened(use) }));

/** By the hour and by the day. */
export function countsOf({ apiKeyId, organisationId, hours }: Gathered): UsageCount[] {
  const days = Map.groupBy(hours, ([hour]) => hour - (hour % dayMs));
  return [
    ...[...hours].map(([startsAt, counts]): UsageCount => ({ organisationId, apiKeyId, period: 'hour', startsAt, ...counts })),
    ...[...days].map(([startsAt, within]): UsageCount => ({
      ...{ organisationId, apiKeyId, period: 'day', startsAt },
      allowed: within.reduce((sum, [, { allowed }]) => sum + allowed, 0),
      refused: within.reduce((sum, [, { refused }]) => sum + refused, 0),
    })),
  ];
}

const shortened = ({ permission, result, address, userAgent, usedAt }: LastUse): LastUse => ({
  ...{ permission, result, usedAt },
  address: address.slice(0, 64),
  userAgent: userAgent.slice(0, 200),
});
