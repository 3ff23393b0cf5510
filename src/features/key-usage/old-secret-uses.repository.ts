import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { OldSecretUse } from './old-secret-use.entity.js';

@Injectable()
export class OldSecretUsesRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Adds to the counters; the last uses never go back, whichever node writes first. Each secret once. */
  async add(uses: readonly OldSecretUse[]): Promise<void> {
    const { manager } = this.transaction;
    const batch = uses.map((use) => [use.secretId, use.organisationId, use.apiKeyId, use.uses, use.usedAt, use.address, use.userAgent, use.permission, use.result]);
    const isMariadb = manager.dataSource.options.type === 'mariadb';
    await manager.query(isMariadb ? addUsesOnMariadb : addUsesOnSqlite, [JSON.stringify(batch)]);
  }

  /** By the id of the secret. */
  async of(organisationId: number, apiKeyId: number): Promise<Map<number, OldSecretUse>> {
    const rows = await this.transaction.repository(OldSecretUse).findBy({ organisationId, apiKeyId });
    return new Map(rows.map((row) => [row.secretId, row]));
  }

  async forget(usedBefore: number): Promise<void> {
    await this.transaction.repository(OldSecretUse).delete({ usedAt: LessThan(usedBefore) });
  }
}

/** `?`: a list of [secretId, organisationId, apiKeyId, uses, usedAt, address, userAgent, permission, result]. */
const addUsesOnSqlite = `
    INSERT INTO old_secret_use (secretId, organisationId, apiKeyId, uses, usedAt, address, userAgent, permission, result)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8 FROM json_each(?) WHERE true
    ON CONFLICT (secretId) DO UPDATE SET
      uses = old_secret_use.uses + excluded.uses,
      address = iif(excluded.usedAt > old_secret_use.usedAt, excluded.address, old_secret_use.address),
      userAgent = iif(excluded.usedAt > old_secret_use.usedAt, excluded.userAgent, old_secret_use.userAgent),
      permission = iif(excluded.usedAt > old_secret_use.usedAt, excluded.permission, old_secret_use.permission),
      result = iif(excluded.usedAt > old_secret_use.usedAt, excluded.result, old_secret_use.result),
      usedAt = max(excluded.usedAt, old_secret_use.usedAt)`;

// Assignments are carried out from left to right: the time comes last.
const addUsesOnMariadb = `
    INSERT INTO old_secret_use (secretId, organisationId, apiKeyId, uses, usedAt, address, userAgent, permission, result)
    SELECT * FROM JSON_TABLE(?, '$[*]' COLUMNS (secretId INT PATH '$[0]', organisationId INT PATH '$[1]', apiKeyId INT PATH '$[2]', uses BIGINT PATH '$[3]', usedAt BIGINT PATH '$[4]',
      address VARCHAR(64) PATH '$[5]', userAgent VARCHAR(200) PATH '$[6]', permission VARCHAR(100) PATH '$[7]', result VARCHAR(16) PATH '$[8]')) AS batch
    ON DUPLICATE KEY UPDATE
      uses = old_secret_use.uses + VALUES(uses),
      address = IF(VALUES(usedAt) > old_secret_use.usedAt, VALUES(address), old_secret_use.address),
      userAgent = IF(VALUES(usedAt) > old_secret_use.usedAt, VALUES(userAgent), old_secret_use.userAgent),
      permission = IF(VALUES(usedAt) > old_secret_use.usedAt, VALUES(permission), old_secret_use.permission),
      result = IF(VALUES(usedAt) > old_secret_use.usedAt, VALUES(result), old_secret_use.result),
      usedAt = GREATEST(VALUES(usedAt), old_secret_use.usedAt)`;
