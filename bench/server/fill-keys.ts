import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { ApiKey } from '../../src/features/api-keys/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { searchable } from '../../src/platform/database/index.js';

const batch = 1_000;
const hour = 3_600_000;
const names = ['Nightly export', 'CI server', 'Old laptop', 'Dashboard', 'Mobile app', 'Import', 'Zapier', 'Backup'];

/**
 * Writes API keys straight into a database no server is open on: making so many through the API takes minutes. They have
 * no secrets: they are there to be listed. One in a thousand is deactivated, and one in three ends some day.
 */
export async function fillKeys(env: NodeJS.ProcessEnv, organisationId: number, ownerUserId: number, count: number): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(readConfig(env).database));
  await dataSource.initialize();
  try {
    const now = Date.now();
    for (let first = 0; first < count; first += batch) {
      const rows = Array.from({ length: Math.min(batch, count - first) }, (_, i) => row(first + i, now, organisationId, ownerUserId));
      await dataSource.createQueryBuilder().insert().into(ApiKey).values(rows).updateEntity(false).execute();
    }
  } finally {
    await dataSource.destroy();
  }
}

function row(i: number, now: number, organisationId: number, ownerUserId: number): Omit<ApiKey, 'id'> {
  const name = `${names[i % names.length]} ${i}`;
  return {
    ...{ organisationId, ownerUserId, makerUserId: ownerUserId, kind: 'personal', name, nameLower: searchable(name), purpose: null },
    ...{ clientId: null, parentKeyId: null, permissions: ['problem.read'], workspaceIds: null, expiresAt: i % 3 === 0 ? now + i * hour : null },
    ...{ state: i % 1_000 === 7 ? 'deactivated' : 'active', generation: 1, revealable: false, profile: false, revokeReason: null },
    ...{ revokedAt: null, deletedAt: null, createdAt: now, updatedAt: now },
  };
}
