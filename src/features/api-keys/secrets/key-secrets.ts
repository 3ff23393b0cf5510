import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Digests, PasswordHasher, Seals } from '../../../platform/crypto/index.js';
import type { ApiKey } from '../api-key.entity.js';
import { tooManySecrets } from '../api-keys.errors.js';
import { generateKey } from './key-text.js';
import { SecretsRepository } from './secrets.repository.js';

const drawings = 5;

/** Secrets a key may have at once: a wrong one is compared with each, and slowly. */
const mostSecrets = 5;

/** Makes and ends the secrets of keys. */
@Injectable()
export class KeySecrets {
  constructor(
    private readonly secrets: SecretsRepository,
    private readonly digests: Digests,
    private readonly seals: Seals,
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** Inside a change: a new generated secret; answers its text, which is nowhere else in clear. */
  async generate({ id: apiKeyId, organisationId, revealable }: ApiKey): Promise<string> {
    const { prefix, text } = await this.draw();
    const sealed = revealable ? this.seals.seal(text, sealPlace(prefix)) : null;
    await this.secrets.insert({
      organisationId,
      apiKeyId,
      kind: 'generated',
      prefix,
      ...this.digests.of(text),
      sealed: sealed?.ciphertext ?? null,
      sealId: sealed?.sealId ?? null,
      state: 'active',
      drainsSince: null,
      drainsUntil: null,
      createdAt: this.clock.now(),
      endedAt: null,
    });
    return text;
  }

  /** The slow part of `choose`, to be done before its transaction begins. */
  hash(secret: string): Promise<string> {
    return this.passwords.hash(secret);
  }

  /** Inside a change: a secret its maker chose. */
  async choose({ id: apiKeyId, organisationId }: ApiKey, digest: string): Promise<void> {
    const row = { organisationId, apiKeyId, kind: 'chosen' as const, prefix: null, digest, pepperId: null, sealed: null, sealId: null };
    await this.secrets.insert({ ...row, state: 'active', drainsSince: null, drainsUntil: null, createdAt: this.clock.now(), endedAt: null });
  }

  /** @throws 409 when the key has as many as it may have. */
  async demandRoom({ id, organisationId }: ApiKey): Promise<void> {
    if ((await this.secrets.countTaken(organisationId, id, this.clock.now())) >= mostSecrets) throw tooManySecrets();
  }

  /** Inside a change: what was taken until now is taken for `overlapSeconds` more, and answers until when; or (0) no longer. */
  async retire({ id, organisationId }: ApiKey, overlapSeconds: number): Promise<number | null> {
    const now = this.clock.now();
    if (overlapSeconds === 0) {
      await this.secrets.end(organisationId, id, now);
      return null;
    }
    const until = now + overlapSeconds * 1000;
    await this.secrets.drain(organisationId, id, now, until);
    return until;
  }

  /** The text of a revealable key. */
  async reveal({ id, organisationId }: ApiKey): Promise<string | null> {
    const secret = await this.secrets.latestOf(organisationId, id);
    if (!secret?.sealed || secret.sealId === null || secret.prefix === null) return null;
    return this.open({ prefix: secret.prefix, sealed: secret.sealed, sealId: secret.sealId });
  }

  /** The text behind a sealed secret. */
  open({ prefix, sealed, sealId }: { prefix: string; sealed: string; sealId: number }): string {
    return this.seals.open({ ciphertext: sealed, sealId }, sealPlace(prefix));
  }

  /** Prefixes are never used again, also when they were drawn by chance. */
  private async draw(): Promise<ReturnType<typeof generateKey>> {
    for (let drawing = 1; drawing <= drawings; drawing++) {
      const drawn = generateKey();
      if (!(await this.secrets.prefixExists(drawn.prefix))) return drawn;
    }
    throw new Error('no free prefix was drawn');
  }
}

const sealPlace = (prefix: string): string => `api_key_secret/${prefix}/sealed`;
