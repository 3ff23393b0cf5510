import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { ApiKey } from '../../src/features/api-keys/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { searchable } from '../../src/platform/database/index.js';

const batch = 1_000;
const pauseMs = 300;

/**
 * Writes API keys straight into a database: making so many through the API takes minutes. They have no secrets: they are
 * there to be revoked. Answers the id of the first; the others follow.
 */
export async function fillKeys(env: NodeJS.ProcessEnv, organisationId: number, ownerUserId: number, count: number): Promise<number> {
  const dataSource = new DataSource(dataSourceOptions(readConfig(env).database));
  await dataSource.initialize();
  try {
    const now = Date.now();
    const first = (await lastOf(dataSource)) + 1;
    for (let done = 0; done < count; done += batch) {
      const rows = Array.from({ length: Math.min(batch, count - done) }, (_, i) => ({ id: first + done + i, ...row(done + i, now, organisationId, ownerUserId) }));
      await dataSource.createQueryBuilder().insert().into(ApiKey).values(rows).updateEntity(false).execute();
    }
    return first;
  } finally {
    await dataSource.destroy();
  }
}

/** The highest id, once an open server makes no more: a load that has ended leaves requests under way. */
async function lastOf(dataSource: DataSource): Promise<number> {
  for (let last = -1; ; await sleep(pauseMs)) {
    const now = (await dataSource.getRepository(ApiKey).maximum('id')) ?? 1_000;
    if (now === last) return now;
    last = now;
  }
}

function row(i: number, now: number, organisationId: number, ownerUserId: number): Omit<ApiKey, 'id'> {
  const name = `filled ${i}`;
  return {
    ...{ organisationId, ownerUserId, makerUserId: ownerUserId, kind: 'personal', name, nameLower: searchable(name), purpose: null },
    ...{ clientId: null, parentKeyId: null, permissions: ['problem.read'], workspaceIds: null, expiresAt: null },
    ...{ state: 'active', generation: 1, revealable: false, profile: false, revokeReason: null },
    ...{ revokedAt: null, deletedAt: null, createdAt: now, updatedAt: now },
  };
}
