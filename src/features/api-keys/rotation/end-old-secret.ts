import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { PowerChanges } from '../../organisations/index.js';
import type { ApiKey } from '../api-key.entity.js';
import { apiKeyNotFound, secretIsNewest, secretNotFound } from '../api-keys.errors.js';
import { ApiKeysRepository } from '../api-keys.repository.js';
import { demandControl } from '../key-control.js';
import { SecretsRepository } from '../secrets/secrets.repository.js';

/** Ends one old secret of a key before its overlap is over; the newest goes on. */
@Injectable()
export class EndOldSecret {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: SecretsRepository,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Ending one that has ended changes nothing and is no error. @throws 404 for another key's secret, 409 for the newest. */
  async run(by: Member, id: number, secretId: number): Promise<Changed<ApiKey>> {
    const organisationId = by.organisation.id;
    demandControl(by, await this.find(by, id));
    return this.power.change([organisationId], async () => {
      const secret = await this.secrets.find(organisationId, id, secretId);
      if (!secret) throw secretNotFound();
      if (await this.secrets.endOld(organisationId, id, secretId, this.clock.now())) {
        const details = { secretId: String(secretId), prefix: secret.prefix };
        await this.audit.record(actorOf(by), { organisationId, action: 'api-key.end-old-secret', subject: { kind: 'api-key', id }, details });
      } else if (secret.state !== 'ended') throw secretIsNewest();
      return this.find(by, id);
    });
  }

  private async find(by: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.find(by.organisation.id, id);
    if (!key) throw apiKeyNotFound();
    return key;
  }
}
