import { Injectable } from '@nestjs/common';
import { type Member, mayAt } from '../../../access/index.js';
import { AuditTrail } from '../../../features/audit/index.js';
import { type ApiKey, KeyNotesReader, toDrainingSecretDto, toLastUseDto, toUsageCountDto } from '../../../features/api-keys/index.js';
import { KeyUsageRepository } from '../../../features/key-usage/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type FieldDto, formFields, type OptionDto } from '../../model/form-model.js';
import { apiKeyChanges } from './api-key-form.js';
import type { ApiKeyDetailDto, KeyHistoryDto } from './api-key.dto.js';
import { ApiKeyModels } from './api-key-models.js';

const dayMs = 86_400_000;
const daysShown = 30;
const eventsShown = 20;

/** What the page of one key shows besides what lists do. */
@Injectable()
export class ApiKeyDetails {
  constructor(
    private readonly models: ApiKeyModels,
    private readonly notes: KeyNotesReader,
    private readonly usage: KeyUsageRepository,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async of(by: Member, key: ApiKey): Promise<ApiKeyDetailDto> {
    const model = await this.models.one(by, key);
    const fields = model._links['update'] === undefined ? [] : await this.fields(by, model);
    return { ...model, ...(await this.history(by, key)), fields };
  }

  async history(by: Member, key: ApiKey): Promise<KeyHistoryDto> {
    const { organisationId, id } = key;
    const now = this.clock.now();
    const lastUse = await this.usage.lastUse(organisationId, id);
    const counts = await this.usage.list(organisationId, id, 'day', now - (now % dayMs) - (daysShown - 1) * dayMs, now + 1);
    const mayRead = mayAt(by, 'audit.read', { workspaceId: null });
    const events = mayRead ? await this.trail.latest(organisationId, { subjectKind: 'api-key', subjectId: id }, eventsShown) : null;
    const old = (await this.notes.draining(key)).map(toDrainingSecretDto);
    return { 'Last Use': lastUse && toLastUseDto(lastUse), Usage: counts.map(toUsageCountDto), 'Old Secrets': old, Audit: events };
  }

  private async fields(by: Member, { Name, Purpose, Permissions, Workspaces, Expires }: Pick<ApiKeyDetailDto, 'Name' | 'Purpose' | 'Permissions' | 'Workspaces' | 'Expires'>): Promise<FieldDto[]> {
    return formFields(apiKeyChanges, {
      name: { value: Name },
      purpose: { value: Purpose ?? '' },
      permissions: { options: withPresent(await this.models.givable(by), Permissions), value: Permissions },
      workspaceIds: { options: withPresent(await this.models.workspacesOf(by), Workspaces), value: Workspaces },
      expiresAt: { value: Expires ?? '' },
    });
  }
}

/** What a key has already stays there to be chosen, also where the caller could not give it. */
const withPresent = (options: readonly OptionDto[], present: readonly string[] | null): OptionDto[] => {
  const known = new Set(options.map(({ value }) => value));
  return [...options, ...(present ?? []).filter((value) => !known.has(value)).map((value) => ({ value, description: value }))];
};
