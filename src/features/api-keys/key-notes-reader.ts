import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { KeyUsageRepository, OldSecretUsesRepository } from '../key-usage/index.js';
import type { ApiKey } from './api-key.entity.js';
import type { DrainingSecret, KeyNotes } from './api-key.dto.js';
import { SecretsRepository } from './secrets/secrets.repository.js';

/** Reads what lists and answers tell of keys besides their rows. */
@Injectable()
export class KeyNotesReader {
  constructor(
    private readonly secrets: SecretsRepository,
    private readonly usage: KeyUsageRepository,
    private readonly oldSecretUses: OldSecretUsesRepository,
    private readonly clock: Clock,
  ) {}

  async of(organisationId: number, keys: readonly ApiKey[]): Promise<(key: ApiKey) => KeyNotes> {
    const ids = keys.map(({ id }) => id);
    const prefixes = await this.secrets.prefixesOf(organisationId, ids);
    const uses = await this.usage.lastUsesOf(organisationId, ids);
    return ({ id }) => ({ prefix: prefixes.get(id) ?? null, lastUsedAt: uses.get(id) ?? null });
  }

  /** Its old secrets that are still taken after a rotation, or would be were it active; none outlives the key. */
  async draining({ organisationId, id, state, expiresAt }: ApiKey): Promise<DrainingSecret[]> {
    const now = this.clock.now();
    if (state === 'revoked' || (expiresAt !== null && expiresAt <= now)) return [];
    const secrets = await this.secrets.drainingOf(organisationId, id, now);
    if (secrets.length === 0) return [];
    const uses = await this.oldSecretUses.of(organisationId, id);
    return secrets.map(({ id: secretId, prefix, drainsSince, drainsUntil }) => ({
      id: secretId,
      prefix,
      since: drainsSince,
      until: Math.min(drainsUntil ?? now, expiresAt ?? Infinity),
      use: uses.get(secretId),
    }));
  }
}
