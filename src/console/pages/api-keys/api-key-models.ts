import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, reach } from '../../../access/index.js';
import { type ApiKey, KeyNotesReader, toApiKeyDto } from '../../../features/api-keys/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import type { OptionDto } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import type { ApiKeyPageDto } from './api-key.dto.js';

export const keysPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/api-key');

/** What pages show of keys. */
@Injectable()
export class ApiKeyModels {
  constructor(
    private readonly notes: KeyNotesReader,
    private readonly permissions: PermissionsService,
  ) {}

  async of(organisation: CallerOrganisation, keys: readonly ApiKey[]): Promise<(key: ApiKey) => ApiKeyPageDto> {
    const noteOf = await this.notes.of(organisation.id, keys);
    return (key) => ({ ...labelled(toApiKeyDto(key, noteOf(key))), _links: waysFrom(organisation, key) });
  }

  async one(organisation: CallerOrganisation, key: ApiKey): Promise<ApiKeyPageDto> {
    return (await this.of(organisation, [key]))(key);
  }

  /** What the caller can give a key: what it holds somewhere. */
  async givable(by: Member): Promise<OptionDto[]> {
    const catalogue = await this.permissions.catalogue(by.organisation.id);
    return catalogue.filter(({ name }) => reach(by, name) !== 'none').map(({ name, description }) => ({ value: name, description }));
  }
}

function waysFrom(organisation: CallerOrganisation, { id, state }: ApiKey) {
  const self = pagePath(organisation, 'organisation/api-key', id);
  const isOpen = state !== 'revoked';
  return links({ self, list: keysPath(organisation), update: isOpen ? `${self}update/` : null, revoke: isOpen ? `${self}revoke/` : null });
}
