import { Injectable } from '@nestjs/common';
import { And, In, LessThan, MoreThanOrEqual } from 'typeorm';
import { isDuplicate, RetryTransaction, Transaction } from '../../platform/database/index.js';
import { KeyLastUse } from './key-last-use.entity.js';
import { KeyUsage } from './key-usage.entity.js';

export type UsageCount = Omit<KeyUsage, 'id'>;

@Injectable()
export class KeyUsageRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Never goes back, whichever node writes first. Each key once. */
  async moveLastUses(uses: readonly KeyLastUse[]): Promise<void> {
    const { manager } = this.transaction;
    const batch = uses.map((use) => [use.apiKeyId, use.organisationId, use.usedAt, use.address, use.userAgent, use.permission, use.result]);
    const isMariadb = manager.dataSource.options.type === 'mariadb';
    await manager.query(isMariadb ? moveLastUsesOnMariadb : moveLastUsesOnSqlite, [JSON.stringify(batch)]);
  }

  /** Adds to the counters, making those that are missing. Each counter once. */
  async add(counts: readonly UsageCount[]): Promise<void> {
    const { manager } = this.transaction;
    const batch = JSON.stringify(counts.map((count) => [count.apiKeyId, count.organisationId, count.period, count.startsAt, count.allowed, count.refused]));
    const isMariadb = manager.dataSource.options.type === 'mariadb';
    await manager.query(isMariadb ? addToCountsOnMariadb : addToCountsOnSqlite, [batch]);
    try {
      await manager.query(isMariadb ? beginCountsOnMariadb : beginCountsOnSqlite, [batch]);
    } catch (error) {
      // Another node has just begun one of them: all of it again.
      throw isDuplicate(error) ? new RetryTransaction() : error;
    }
  }

  lastUse(organisationId: number, apiKeyId: number): Promise<KeyLastUse | null> {
    return this.transaction.repository(KeyLastUse).findOneBy({ organisationId, apiKeyId });
  }

  async lastUsesOf(organisationId: number, apiKeyIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.transaction.repository(KeyLastUse).findBy({ organisationId, apiKeyId: In([...apiKeyIds]) });
    return new Map(rows.map(({ apiKeyId, usedAt }) => [apiKeyId, usedAt]));
  }

  /** The oldest first; `until` excluded. */
  list(organisationId: number, apiKeyId: number, period: KeyUsage['period'], since: number, until: number): Promise<KeyUsage[]> {
    return this.transaction.repository(KeyUsage).find({
      where: { organisationId, apiKeyId, period, startsAt: And(MoreThanOrEqual(since), LessThan(until)) },
      order: { startsAt: 'ASC' },
      take: 1000,
    });
  }

  async forget(period: KeyUsage['period'], startedBefore: number): Promise<void> {
    await this.transaction.repository(KeyUsage).delete({ period, startsAt: LessThan(startedBefore) });
  }
}

// A batch travels as one JSON text and is written by three statements, however many keys it is about. The databases
// name the rows of a JSON list differently.

/** `?`: a list of [apiKeyId, organisationId, usedAt, address, userAgent, permission, result]. Never goes back, whichever node writes first. */
const moveLastUsesOnSqlite = `
    INSERT INTO key_last_use (apiKeyId, organisationId, usedAt, address, userAgent, permission, result)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 FROM json_each(?) WHERE true
    ON CONFLICT (apiKeyId) DO UPDATE SET usedAt = excluded.usedAt, address = excluded.address, userAgent = excluded.userAgent,
      permission = excluded.permission, result = excluded.result WHERE excluded.usedAt > key_last_use.usedAt`;

// Assignments are carried out from left to right: the time comes last.
const moveLastUsesOnMariadb = `
    INSERT INTO key_last_use (apiKeyId, organisationId, usedAt, address, userAgent, permission, result)
    SELECT * FROM JSON_TABLE(?, '$[*]' COLUMNS (apiKeyId INT PATH '$[0]', organisationId INT PATH '$[1]', usedAt BIGINT PATH '$[2]', address VARCHAR(64) PATH '$[3]',
      userAgent VARCHAR(200) PATH '$[4]', permission VARCHAR(100) PATH '$[5]', result VARCHAR(16) PATH '$[6]')) AS batch
    ON DUPLICATE KEY UPDATE
      address = IF(VALUES(usedAt) > key_last_use.usedAt, VALUES(address), key_last_use.address),
      userAgent = IF(VALUES(usedAt) > key_last_use.usedAt, VALUES(userAgent), key_last_use.userAgent),
      permission = IF(VALUES(usedAt) > key_last_use.usedAt, VALUES(permission), key_last_use.permission),
      result = IF(VALUES(usedAt) > key_last_use.usedAt, VALUES(result), key_last_use.result),
      usedAt = GREATEST(VALUES(usedAt), key_last_use.usedAt)`;

/** `?`: a list of [apiKeyId, organisationId, period, startsAt, allowed, refused], each counter once. Adds to those that are there; none falls below nothing. */
const addToCountsOnSqlite = `
    UPDATE key_usage SET allowed = MAX(0, key_usage.allowed + batch.allowed), refused = key_usage.refused + batch.refused
    FROM (SELECT value ->> 0 AS apiKeyId, value ->> 2 AS period, value ->> 3 AS startsAt, value ->> 4 AS allowed, value ->> 5 AS refused FROM json_each(?)) AS batch
    WHERE key_usage.apiKeyId = batch.apiKeyId AND key_usage.period = batch.period AND key_usage.startsAt = batch.startsAt`;

const addToCountsOnMariadb = `
    UPDATE JSON_TABLE(?, '$[*]' COLUMNS (apiKeyId INT PATH '$[0]', period VARCHAR(8) PATH '$[2]', startsAt BIGINT PATH '$[3]', allowed BIGINT PATH '$[4]',
      refused BIGINT PATH '$[5]')) AS batch
    STRAIGHT_JOIN key_usage ON key_usage.apiKeyId = batch.apiKeyId AND key_usage.period = batch.period AND key_usage.startsAt = batch.startsAt
    SET key_usage.allowed = GREATEST(0, key_usage.allowed + batch.allowed), key_usage.refused = key_usage.refused + batch.refused`;

/**
 * The same list, after the counters that are there were added to: makes those that are not. (Inserting over what is
 * there would use up an id every time.)
 */
const beginCountsOnSqlite = `
    INSERT INTO key_usage (apiKeyId, organisationId, period, startsAt, allowed, refused)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, MAX(0, value ->> 4), value ->> 5 FROM json_each(?)
    WHERE NOT EXISTS (SELECT 1 FROM key_usage WHERE apiKeyId = value ->> 0 AND period = value ->> 2 AND startsAt = value ->> 3)`;

const beginCountsOnMariadb = `
    INSERT INTO key_usage (apiKeyId, organisationId, period, startsAt, allowed, refused)
    SELECT batch.apiKeyId, batch.organisationId, batch.period, batch.startsAt, GREATEST(0, batch.allowed), batch.refused FROM JSON_TABLE(?, '$[*]' COLUMNS (apiKeyId INT PATH '$[0]', organisationId INT PATH '$[1]', period VARCHAR(8) PATH '$[2]', startsAt BIGINT PATH '$[3]',
      allowed BIGINT PATH '$[4]', refused BIGINT PATH '$[5]')) AS batch
    WHERE NOT EXISTS (SELECT 1 FROM key_usage WHERE key_usage.apiKeyId = batch.apiKeyId AND key_usage.period = batch.period AND key_usage.startsAt = batch.startsAt)`;
