import { Injectable } from '@nestjs/common';
import { KeyUsageRepository } from '../key-usage/index.js';
import type { ApiKey } from './api-key.entity.js';
import type { KeyNotes } from './api-key.dto.js';
import { SecretsRepository } from './secrets/secrets.repository.js';

/** Reads what lists and answers tell of keys besides their rows. */
@Injectable()
export class KeyNotesReader {
  constructor(
    private readonly secrets: SecretsRepository,
    private readonly usage: KeyUsageRepository,
  ) {}

  async of(organisationId: number, keys: readonly ApiKey[]): Promise<(key: ApiKey) => KeyNotes> {
    const ids = keys.map(({ id }) => id);
    const prefixes = await this.secrets.prefixesOf(organisationId, ids);
    const uses = await this.usage.lastUsesOf(organisationId, ids);
    return ({ id }) => ({ prefix: prefixes.get(id) ?? null, lastUsedAt: uses.get(id) ?? null });
  }
}
