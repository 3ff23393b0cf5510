import { Injectable } from '@nestjs/common';
import { type Member, sessionOnly } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { apiKeyNotFound, apiKeyNotRevealable, apiKeyOwnerOnly, apiKeyRevoked, signInTooOld } from '../api-keys.errors.js';
import { ApiKeysRepository } from '../api-keys.repository.js';
import { demandReadable } from '../key-control.js';
import { KeySecrets } from '../secrets/key-secrets.js';

/** How long after signing in a person may still see a key. */
export const freshMs = 5 * 60 * 1000;

/** Shows the text of a key to its owner once more. */
@Injectable()
export class RevealKey {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly transaction: Transaction,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Never for a key or a token: whoever has stolen one must not get another. */
  async run(by: Member, id: number): Promise<{ id: number; text: string }> {
    const { kind, signedInAt } = by.credential;
    if (kind !== 'session' || signedInAt === undefined) throw sessionOnly('Only a signed-in person can see a key again');
    return this.transaction.run(async () => {
      const organisationId = by.organisation.id;
      const key = await this.keys.find(organisationId, id);
      if (!key) throw apiKeyNotFound();
      demandReadable(by, key);
      if (key.ownerUserId === null || key.ownerUserId !== by.userId) throw apiKeyOwnerOnly();
      if (!key.revealable) throw apiKeyNotRevealable();
      if (key.state === 'revoked') throw apiKeyRevoked();
      if (this.clock.now() - signedInAt > freshMs) throw signInTooOld();
      const text = await this.secrets.reveal(key);
      if (text === null) throw apiKeyNotRevealable();
      await this.audit.record(actorOf(by), { organisationId, action: 'api-key.reveal', subject: { kind: 'api-key', id } });
      return { id, text };
    });
  }
}
