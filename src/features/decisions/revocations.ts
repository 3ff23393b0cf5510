import { Injectable } from '@nestjs/common';
import { mayAt, type Member } from '../../access/index.js';
import { fromInstant } from '../../platform/http/index.js';
import { type ApiKey, ApiKeysRepository, isReadable } from '../api-keys/index.js';
import { AuditTrail } from '../audit/index.js';
import type { Decision } from './decision.entity.js';
import type { RevocationDto } from './revocation.dto.js';

/** What ends a key and what tells of it are written in one transaction, moments apart. */
const atOnceMs = 10_000;
const looked = 50;
const endings: ReadonlySet<string> = new Set(['api-key.revoke', 'api-key.delete']);

/** Tells who revoked a key, when and why. */
@Injectable()
export class Revocations {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Of the key that was shown, or of the one it was made with that took it along. null: it is not that, or not for this reader. */
  async of(by: Member, { organisationId, apiKeyId, code }: Pick<Decision, 'organisationId' | 'apiKeyId' | 'code'>): Promise<RevocationDto | null> {
    const key = code === 'revoked' ? await this.revokedIn(organisationId, apiKeyId) : null;
    if (!key || key.revokedAt === null || !isReadable(by, key)) return null;
    return { apiKeyId: String(key.id), apiKeyName: key.name, revokedAt: fromInstant(key.revokedAt), reason: key.revokeReason, revokedBy: await this.whoRevoked(by, key, key.revokedAt) };
  }

  private async revokedIn(organisationId: number, apiKeyId: number | null): Promise<ApiKey | null> {
    for (let id = apiKeyId; id !== null; ) {
      const key: ApiKey | null = await this.keys.find(organisationId, id);
      if (!key || key.state === 'revoked') return key;
      id = key.parentKeyId;
    }
    return null;
  }

  /** By the audit trail, for those who may read it. */
  private async whoRevoked(by: Member, { organisationId, id }: ApiKey, revokedAt: number): Promise<RevocationDto['revokedBy']> {
    if (!mayAt(by, 'audit.read', { workspaceId: null })) return null;
    const events = await this.trail.latest(organisationId, { subjectKind: 'api-key', subjectId: id, since: revokedAt, until: revokedAt + atOnceMs }, looked);
    return events.findLast(({ action, result }) => endings.has(action) && result === 'done')?.actor ?? null;
  }
}
