import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { actorOf, AuditService, toldChanges } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import { AssignmentsService } from '../roles/index.js';
import type { ApiKey } from './api-key.entity.js';
import { apiKeyNotFound, apiKeyRevoked } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { clientSecretProblem } from './secrets/client-secret.js';
import { demandControl, demandTakeable } from './key-control.js';
import { demandExpiry } from './key-expiry.js';
import { KeyRoles } from './key-roles.js';
import { KeySecrets } from './secrets/key-secrets.js';

/** What can be changed of a service key at once; absent: stays as it is. */
export interface ServiceKeyChanges {
  readonly name?: string;
  readonly purpose?: string | null;
  readonly expiresAt?: number | null;
  /** Instead of those it holds now. */
  readonly workspaceRoleIds?: readonly number[];
  /** `ended`: its secrets end and it is deactivated. `chosen`: it gets this one and is active. */
  readonly secret?: 'ended' | { readonly chosen: string };
}

/** Changes a service key in one step, as other products' clients do: all of it or nothing. */
@Injectable()
export class ChangeServiceKey {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly roles: KeyRoles,
    private readonly assignments: AssignmentsService,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 for a key that is no service key or that the caller may not see; 409 for a revoked one. */
  async run(by: Member, id: number, changes: ServiceKeyChanges): Promise<Changed<ApiKey>> {
    const { expiresAt, secret } = changes;
    const key = await this.find(by, id);
    demandControl(by, key);
    if (expiresAt !== undefined) demandExpiry(by, expiresAt, this.clock.now());
    const digest = secret === undefined || secret === 'ended' ? null : await this.digest(by, key, secret.chosen);
    return this.power.change([by.organisation.id], async () => {
      const before = await this.find(by, id);
      const isRevoked = !(await this.keys.update(by.organisation.id, id, this.values(changes)));
      if (isRevoked && !endsOnly(changes)) throw apiKeyRevoked();
      if (digest !== null) await this.renew(by, id, digest);
      const held = changes.workspaceRoleIds && (await this.roles.replace(by, key, changes.workspaceRoleIds));
      if (secret === 'ended') await this.end(key);
      await this.record(by, id, { ...before, workspaceRoleIds: held }, changes);
      return this.find(by, id);
    });
  }

  private values({ name, purpose, expiresAt }: ServiceKeyChanges): Partial<ApiKey> {
    return { ...(name !== undefined && { name }), ...(purpose !== undefined && { purpose }), ...(expiresAt !== undefined && { expiresAt }), updatedAt: this.clock.now() };
  }

  private async digest(by: Member, key: ApiKey, secret: string): Promise<string> {
    const problem = clientSecretProblem(secret);
    if (problem) throw invalid([{ field: 'clientSecret', message: problem }]);
    // Asked again inside the change; asked here so that hashing is not for everybody.
    await this.demandTaking(by, key);
    if (key.state === 'revoked') throw apiKeyRevoked();
    return this.secrets.hash(secret);
  }

  /** Whoever knows a secret of a key is the key: nobody gets one who does not hold all that it holds. */
  private async demandTaking(by: Member, key: ApiKey): Promise<void> {
    demandTakeable(by, key);
    if (by.key?.id !== key.id) await this.assignments.demandAllOf(by, { kind: 'api-key', id: key.id });
  }

  /** One more secret. A key that was not active comes back with this one alone. */
  private async renew(by: Member, id: number, digest: string): Promise<void> {
    const key = await this.find(by, id);
    await this.demandTaking(by, key);
    if (key.state === 'active') {
      await this.secrets.demandRoom(key);
    } else {
      await this.secrets.retire(key, 0);
      await this.keys.move(key.organisationId, id, ['deactivated'], 'active', {});
    }
    await this.secrets.choose(key, digest);
  }

  private async end(key: ApiKey): Promise<void> {
    await this.keys.move(key.organisationId, key.id, ['active'], 'deactivated', {});
    await this.secrets.retire(key, 0);
  }

  private async find(by: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.find(by.organisation.id, id);
    if (key?.kind !== 'service' || key.deletedAt !== null) throw apiKeyNotFound();
    return key;
  }

  private record(by: Member, id: number, before: Readonly<Record<string, unknown>>, { secret, ...changes }: ServiceKeyChanges): Promise<void> {
    const details = { ...toldChanges(before, changes), ...(secret !== undefined && { secret: secret === 'ended' ? 'ended' : 'chosen' }) };
    return this.audit.record(actorOf(by), { organisationId: by.organisation.id, action: 'api-key.update', subject: { kind: 'api-key', id }, details });
  }
}

const endsOnly = ({ name, expiresAt, workspaceRoleIds, secret }: ServiceKeyChanges): boolean =>
  secret === 'ended' && name === undefined && expiresAt === undefined && workspaceRoleIds === undefined;
