import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { ApiKey, ApiKeyState } from '../api-key.entity.js';
import { apiKeyNotFound, apiKeyRevoked } from '../api-keys.errors.js';
import { ApiKeysRepository } from '../api-keys.repository.js';
import { KeySecrets } from '../secrets/key-secrets.js';

export const keyStepNames = ['activate', 'deactivate', 'revoke'] as const;
export type KeyStep = (typeof keyStepNames)[number];

const steps: Readonly<Record<KeyStep, { readonly from: readonly ApiKeyState[]; readonly to: ApiKeyState }>> = {
  activate: { from: ['deactivated'], to: 'active' },
  deactivate: { from: ['active'], to: 'deactivated' },
  revoke: { from: ['active', 'deactivated'], to: 'revoked' },
};

/** Takes a key from one state to another; who may, and the audit row, are its caller's. */
@Injectable()
export class KeySteps {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly clock: Clock,
  ) {}

  /** Inside a change: whether it was in another state before. @throws 409 for a revoked key that is to be something else. */
  async take({ organisationId, id }: ApiKey, step: KeyStep, revokeReason: string | null = null): Promise<boolean> {
    const { from, to } = steps[step];
    const now = this.clock.now();
    const moved = await this.keys.move(organisationId, id, from, to, { updatedAt: now, ...(step === 'revoke' && { revokeReason, revokedAt: now }) });
    const key = await this.keys.find(organisationId, id);
    if (!key) throw apiKeyNotFound();
    if (key.state !== to) throw apiKeyRevoked();
    if (step === 'revoke') await this.secrets.retire(key, 0);
    return moved;
  }
}
