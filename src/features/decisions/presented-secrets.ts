import { Injectable } from '@nestjs/common';
import { mayAt, type Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { fromOptionalInstant } from '../../platform/http/index.js';
import { type ApiKeySecret, endOf, SecretsRepository } from '../api-keys/index.js';
import { type AuditActorDto, type AuditEventDto, AuditTrail } from '../audit/index.js';
import type { Decision } from './decision.entity.js';
import { secretIn } from './kept-checks.js';
import type { PresentedSecretDto } from './presented-secret.dto.js';

type Refused = Pick<Decision, 'organisationId' | 'apiKeyId' | 'checks'>;

/** What ends a secret and what tells of it are written in one transaction, moments apart. */
const atOnceMs = 10_000;
const looked = 50;

/** Tells of the secret that a key was called with: whether it has ended since or before, when, and by whom. */
@Injectable()
export class PresentedSecrets {
  constructor(
    private readonly secrets: SecretsRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** null: which it was is not known. */
  async of(by: Member, { organisationId, apiKeyId, checks }: Refused): Promise<PresentedSecretDto | null> {
    const secretId = secretIn(checks);
    if (apiKeyId === null || secretId === undefined) return null;
    const secret = await this.secrets.find(organisationId, apiKeyId, secretId);
    if (!secret) return null;
    const end = endOf(secret, this.clock.now());
    const newest = await this.secrets.latestOf(organisationId, apiKeyId);
    return {
      id: String(secret.id),
      prefix: secret.prefix,
      endedAt: fromOptionalInstant(end?.endedAt ?? null),
      endedByItself: end?.byItself ?? false,
      endedBy: end && !end.byItself ? await this.whoEnded(by, secret, end.endedAt) : null,
      newest: newest && newest.id !== secret.id ? { id: String(newest.id), prefix: newest.prefix } : null,
    };
  }

  /** By the audit trail, for those who may read it. */
  private async whoEnded(by: Member, { id, organisationId, apiKeyId }: ApiKeySecret, endedAt: number): Promise<AuditActorDto | null> {
    if (!mayAt(by, 'audit.read', { workspaceId: null })) return null;
    const events = await this.trail.latest(organisationId, { subjectKind: 'api-key', subjectId: apiKeyId, since: endedAt, until: endedAt + atOnceMs }, looked);
    return events.findLast((event) => ends(event, String(id)))?.actor ?? null;
  }
}

/** What was done at that moment to the key of a secret that ended then. */
function ends({ action, details }: AuditEventDto, secretId: string): boolean {
  if (action === 'api-key.end-old-secret') return details?.['secretId'] === secretId;
  if (action === 'api-key.update') return details?.['secret'] !== undefined;
  return endings.has(action);
}

const endings: ReadonlySet<string> = new Set(['api-key.rotate', 'api-key.revoke', 'api-key.delete', 'profile-key.renew']);
