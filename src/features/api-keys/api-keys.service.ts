import { Injectable } from '@nestjs/common';
import { demand, type Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { invalid, type Page } from '../../platform/http/index.js';
import { sortedPageOf, type SortedSlice } from '../../platform/lists/index.js';
import { actorOf, AuditService, toldChanges } from '../audit/index.js';
import { PowerChanges, WorkspacesRepository } from '../organisations/index.js';
import { PermissionsService } from '../permissions/index.js';
import type { ApiKey } from './api-key.entity.js';
import { apiKeyNotFound, apiKeyRevoked } from './api-keys.errors.js';
import { ApiKeysRepository, type KeyFilter, type KeyScope, type KeySort } from './api-keys.repository.js';
import { demandControl, demandMayChange, demandReadable, isReadable, ownKeysOf, seesAllKeys } from './key-control.js';
import { demandExpiry } from './key-expiry.js';
import { type KeyStep, KeySteps } from './many/key-steps.js';

/** What can be changed of a key; absent: stays as it is. */
export interface ApiKeyChanges {
  readonly name?: string;
  readonly purpose?: string | null;
  readonly permissions?: readonly string[] | null;
  readonly workspaceIds?: readonly number[] | null;
  readonly expiresAt?: number | null;
}

const organisationWide = { workspaceId: null };

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly steps: KeySteps,
    private readonly workspaces: WorkspacesRepository,
    private readonly permissions: PermissionsService,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** `owner` absent: the caller's own. */
  async list(by: Member, owner: 'all' | number | undefined, filter: KeyFilter, slice: SortedSlice<KeySort>): Promise<Page<ApiKey>> {
    if (owner !== undefined && owner !== by.userId) demand(by, 'api-key.read-all', organisationWide);
    return sortedPageOf(await this.keys.list(by.organisation.id, scopeOf(by, owner), filter, slice), slice, (key) => key);
  }

  /** Those of `ids` that the caller may see. */
  async some(by: Member, ids: readonly number[]): Promise<ApiKey[]> {
    return (await this.keys.findAll(by.organisation.id, ids)).filter((key) => isReadable(by, key));
  }

  async get(by: Member, id: number): Promise<ApiKey> {
    const key = await this.find(by, id);
    demandReadable(by, key);
    return key;
  }

  async update(by: Member, id: number, changes: ApiKeyChanges): Promise<Changed<ApiKey>> {
    const key = await this.find(by, id);
    demandControl(by, key);
    return this.change(by, 'api-key.update', key, async () => {
      const before = await this.find(by, id);
      await this.demandChanges(by, before, changes);
      const { permissions, workspaceIds } = changes;
      const values = { ...changes, permissions: permissions && [...permissions], workspaceIds: workspaceIds && [...workspaceIds], updatedAt: this.clock.now() };
      if (!(await this.keys.update(by.organisation.id, id, values))) throw apiKeyRevoked();
      return toldChanges({ ...before }, { ...changes });
    });
  }

  activate(by: Member, id: number): Promise<Changed<ApiKey>> {
    return this.step(by, id, 'activate');
  }

  deactivate(by: Member, id: number): Promise<Changed<ApiKey>> {
    return this.step(by, id, 'deactivate');
  }

  /** Final. Revoking again changes nothing and is no error. */
  revoke(by: Member, id: number, reason: string | null): Promise<Changed<ApiKey>> {
    return this.step(by, id, 'revoke', reason);
  }

  /** Revokes it and hides it from the usual lists; its audit stays. */
  async delete(by: Member, id: number): Promise<Changed<ApiKey>> {
    const key = await this.find(by, id);
    demandControl(by, key);
    return this.change(by, 'api-key.delete', key, async () => {
      await this.steps.take(key, 'revoke');
      await this.keys.hide(key.organisationId, id, this.clock.now());
      return {};
    });
  }

  private async step(by: Member, id: number, step: KeyStep, reason: string | null = null): Promise<Changed<ApiKey>> {
    const key = await this.find(by, id);
    demandControl(by, key);
    return this.change(by, `api-key.${step}`, key, async () => {
      await this.steps.take(key, step, reason);
      return step === 'revoke' ? { reason } : {};
    });
  }

  /** `work` answers what the audit trail tells of it. */
  private change(by: Member, action: string, key: ApiKey, work: () => Promise<Record<string, unknown>>): Promise<Changed<ApiKey>> {
    return this.power.change([by.organisation.id], async () => {
      await this.record(by, action, key.id, await work());
      return this.find(by, key.id);
    });
  }

  private async demandChanges(by: Member, key: ApiKey, changes: ApiKeyChanges): Promise<void> {
    const { permissions = key.permissions, workspaceIds = key.workspaceIds, expiresAt } = changes;
    if (key.state === 'revoked') throw apiKeyRevoked();
    await this.permissions.demandKnown(by.organisation.id, changes.permissions ?? [], 'permissions');
    const existing = await this.workspaces.existing(by.organisation.id, changes.workspaceIds ?? []);
    const unknown = (changes.workspaceIds ?? []).findIndex((id) => !existing.has(id));
    if (unknown >= 0) throw invalid([{ field: `workspaceIds.${unknown}`, message: 'is not a workspace of this organisation' }]);
    demandMayChange(by, key, { permissions, workspaceIds });
    if (expiresAt !== undefined) demandExpiry(by, expiresAt, this.clock.now());
  }

  private async find(by: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.find(by.organisation.id, id);
    if (!key) throw apiKeyNotFound();
    return key;
  }

  private record(by: Member, action: string, id: number, details: Record<string, unknown>): Promise<void> {
    return this.audit.record(actorOf(by), { organisationId: by.organisation.id, action, subject: { kind: 'api-key', id }, details });
  }
}

function scopeOf(by: Member, owner: 'all' | number | undefined): KeyScope {
  if (owner === 'all') return 'everybody';
  if (owner !== undefined && owner !== by.userId) return { userId: owner, withServiceKeys: true, keyId: null };
  return seesAllKeys(by) ? { ...ownKeysOf(by), withServiceKeys: true } : ownKeysOf(by);
}
