import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { invalid } from '../../../platform/http/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { KeyRightsService } from '../../key-rights/index.js';
import { PowerChanges } from '../../organisations/index.js';
import { AssignmentsService } from '../../roles/index.js';
import type { ApiKey } from '../api-key.entity.js';
import { apiKeyNotActive, apiKeyNotFound, apiKeyRevoked } from '../api-keys.errors.js';
import { ApiKeysRepository } from '../api-keys.repository.js';
import type { IssuedApiKey } from '../create-api-key.js';
import { demandTakeable } from '../key-control.js';
import { ProfileKeysService } from '../profile/profile-keys.service.js';
import { clientSecretProblem } from '../secrets/client-secret.js';
import { KeySecrets } from '../secrets/key-secrets.js';

export interface Rotation {
  /** For how long the old secrets are still taken. */
  readonly overlapSeconds: number;
  /** Service keys: the new secret; left out: one is generated. */
  readonly clientSecret?: string;
  /** Service keys: a deactivated one comes back, with the new secret alone. */
  readonly activates?: boolean;
}

/** The key with its new text, and until when the secret before is taken beside it: epoch milliseconds, null: no longer. */
export interface RotatedApiKey extends IssuedApiKey {
  readonly oldSecretUntil: number | null;
}

/** A new secret for a key; what the key may do stays as it is. */
@Injectable()
export class RotateApiKey {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly assignments: AssignmentsService,
    private readonly rights: KeyRightsService,
    private readonly profileKeys: ProfileKeysService,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async run(by: Member, id: number, rotation: Rotation): Promise<Changed<RotatedApiKey>> {
    const key = await this.find(by, id);
    demandTakeable(by, key);
    this.demandFit(key, rotation);
    // Hashing is slow on purpose: not for those who may not, and not inside the change.
    await this.demandAllItHolds(by, key);
    const digest = rotation.clientSecret === undefined ? null : await this.secrets.hash(rotation.clientSecret);
    return this.power.change([by.organisation.id], async () => {
      await this.rights.demand(by);
      if (key.profile) await this.profileKeys.demandOpen(by.organisation.id);
      await this.demandAllItHolds(by, key);
      const renewed = await this.renew(key, rotation, digest);
      await this.audit.record(actorOf(by), {
        organisationId: by.organisation.id,
        action: 'api-key.rotate',
        subject: { kind: 'api-key', id },
        details: { overlapSeconds: rotation.overlapSeconds, ...(digest !== null && { secret: 'chosen' }) },
      });
      return { apiKey: await this.find(by, id), ...renewed };
    });
  }

  private demandFit(key: ApiKey, { clientSecret, activates = false }: Rotation): void {
    if (key.state === 'revoked') throw apiKeyRevoked();
    const comesBack = activates && key.kind === 'service' && key.state === 'deactivated';
    const isExpired = key.expiresAt !== null && key.expiresAt <= this.clock.now();
    if (isExpired || (key.state !== 'active' && !comesBack)) throw apiKeyNotActive();
    if (clientSecret === undefined) return;
    const problem = key.kind === 'service' ? clientSecretProblem(clientSecret) : 'can only be chosen for a service key';
    if (problem) throw invalid([{ field: 'clientSecret', message: problem }]);
  }

  /** Whoever knows a secret of a service key is the key. */
  private async demandAllItHolds(by: Member, { kind, id }: ApiKey): Promise<void> {
    if (kind === 'service' && by.key?.id !== id) await this.assignments.demandAllOf(by, { kind: 'api-key', id });
  }

  private async renew(key: ApiKey, { overlapSeconds }: Rotation, digest: string | null): Promise<Omit<RotatedApiKey, 'apiKey'>> {
    const { organisationId, id } = key;
    if (!(await this.keys.update(organisationId, id, { updatedAt: this.clock.now() }))) throw apiKeyRevoked();
    const cameBack = await this.keys.move(organisationId, id, ['deactivated'], 'active', {});
    if (cameBack && key.state === 'active') throw apiKeyNotActive();
    const stays = cameBack ? 0 : overlapSeconds;
    const drainsUntil = await this.secrets.retire(key, stays);
    if (stays === 0) await this.keys.raiseGeneration(organisationId, id);
    const oldSecretUntil = drainsUntil === null ? null : Math.min(drainsUntil, key.expiresAt ?? drainsUntil);
    if (digest === null) return { text: await this.secrets.generate(key), oldSecretUntil };
    await this.secrets.demandRoom(key);
    await this.secrets.choose(key, digest);
    return { text: null, oldSecretUntil };
  }

  private async find(by: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.find(by.organisation.id, id);
    if (!key) throw apiKeyNotFound();
    return key;
  }
}
