import { Injectable } from '@nestjs/common';
import { type Member, outlives, reach, refusal } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { fromOptionalInstant, invalid } from '../../platform/http/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { KeyRightsService } from '../key-rights/index.js';
import { PowerChanges, WorkspacesRepository } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import { AssignmentsService, type ScopedRole } from '../roles/index.js';
import type { ApiKey, ApiKeyKind } from './api-key.entity.js';
import { apiKeyTooDeep } from './api-keys.errors.js';
import { ApiKeysRepository, type ApiKeyValues } from './api-keys.repository.js';
import { clientSecretProblem, newClientId } from './secrets/client-secret.js';
import { demandGivable } from './key-control.js';
import { KeySecrets } from './secrets/key-secrets.js';

export interface NewApiKey {
  readonly name: string;
  /** null: not said. */
  readonly purpose?: string | null;
  readonly kind: ApiKeyKind;
  readonly permissions: readonly string[] | null;
  readonly workspaceIds: readonly number[] | null;
  /** Epoch milliseconds; null: never, or when the key it is made with does. */
  readonly expiresAt: number | null;
  /** Service keys only. */
  readonly workspaceRoleIds: readonly number[];
  readonly clientSecret?: string;
  readonly revealable: boolean;
}

/** A key and, this one time, its text (null when its maker chose the secret). */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly text: string | null;
}

/** How many keys may stand above one another, each made with the next. */
const mostAncestors = 4;

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly workspaces: WorkspacesRepository,
    private readonly permissions: PermissionsService,
    private readonly assignments: AssignmentsService,
    private readonly rights: KeyRightsService,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async run(by: Member, input: NewApiKey): Promise<Changed<IssuedApiKey>> {
    this.demandShape(by, input);
    const expiresAt = this.demandExpiry(by, input.expiresAt);
    const digest = input.clientSecret === undefined ? null : await this.secrets.hash(input.clientSecret);
    return this.power.change([by.organisation.id], async () => {
      await this.rights.demand(by);
      await this.demandNarrowing(by, input);
      const roles = await this.demandRoles(by, input);
      const apiKey = await this.keys.insert(this.row(by, { ...input, expiresAt }));
      for (const role of roles) await this.assignments.insert(actorOf(by), role, { kind: 'api-key', id: apiKey.id });
      if (digest !== null) await this.secrets.choose(apiKey, digest);
      const text = digest === null ? await this.secrets.generate(apiKey) : null;
      await this.audit.record(actorOf(by), {
        organisationId: by.organisation.id,
        action: 'api-key.create',
        subject: { kind: 'api-key', id: apiKey.id },
        details: this.told(apiKey),
      });
      return { apiKey, text };
    });
  }

  private told({ name, kind, permissions, workspaceIds, expiresAt }: ApiKey): Record<string, unknown> {
    return { name, kind, permissions, workspaceIds, expiresAt: fromOptionalInstant(expiresAt) };
  }

  private demandShape(by: Member, { kind, workspaceRoleIds, clientSecret, revealable }: NewApiKey): void {
    const wrong = (field: string, message: string) => invalid([{ field, message }]);
    if (by.key && by.key.ancestors.length >= mostAncestors) throw apiKeyTooDeep();
    if (kind === 'personal') {
      if (by.userId === null) throw wrong('kind', 'must be "service": a service key has no person to make a personal key for');
      if (workspaceRoleIds.length > 0) throw wrong('workspaceRoleIds', 'are for service keys; a personal key has the roles of its owner');
      if (clientSecret !== undefined) throw wrong('clientSecret', 'can only be chosen for a service key');
    } else {
      if (revealable) throw wrong('revealable', 'is for personal keys: a service key has no owner to reveal it to');
      const problem = clientSecret === undefined ? undefined : clientSecretProblem(clientSecret);
      if (problem) throw wrong('clientSecret', problem);
    }
  }

  /** What a key makes does not outlive it. */
  private demandExpiry(by: Member, expiresAt: number | null): number | null {
    if (expiresAt !== null && expiresAt <= this.clock.now()) throw invalid([{ field: 'expiresAt', message: 'must be in the future' }]);
    const latest = by.key?.expiresAt ?? null;
    if (latest === null || expiresAt === null) return expiresAt ?? latest;
    if (expiresAt > latest) throw outlives('A key cannot make a key that outlives it');
    return expiresAt;
  }

  private async demandNarrowing(by: Member, { permissions, workspaceIds, kind }: NewApiKey): Promise<void> {
    const organisationId = by.organisation.id;
    const existing = await this.workspaces.existing(organisationId, workspaceIds ?? []);
    const unknown = (workspaceIds ?? []).findIndex((id) => !existing.has(id));
    if (unknown >= 0) throw invalid([{ field: `workspaceIds.${unknown}`, message: 'is not a workspace of this organisation' }]);
    await this.permissions.demandKnown(organisationId, permissions ?? [], 'permissions');
    demandGivable(by, kind === 'personal' ? { permissions, workspaceIds } : { permissions: permissions === null ? null : [], workspaceIds: null });
  }

  private async demandRoles(by: Member, { kind, workspaceRoleIds }: NewApiKey): Promise<ScopedRole[]> {
    if (kind === 'personal') return [];
    if (reach(by, 'api-key.create-service') === 'none') throw refusal(by, ['api-key.create-service']);
    return this.assignments.givable(by, workspaceRoleIds, 'workspaceRoleIds', 'api-key.create-service');
  }

  private row(by: Member, { name, purpose = null, kind, permissions, workspaceIds, expiresAt, revealable }: NewApiKey): ApiKeyValues {
    const now = this.clock.now();
    return {
      organisationId: by.organisation.id,
      kind,
      name,
      purpose,
      clientId: kind === 'service' ? newClientId(name) : null,
      ownerUserId: kind === 'personal' ? by.userId : null,
      makerUserId: by.userId,
      parentKeyId: by.key?.id ?? null,
      permissions: permissions && [...permissions],
      workspaceIds: workspaceIds && [...workspaceIds],
      expiresAt,
      state: 'active',
      generation: 1,
      revealable,
      profile: false,
      revokeReason: null,
      revokedAt: null,
      deletedAt: null,
      createdAt: now,
      updatedAt: now,
    };
  }
}
