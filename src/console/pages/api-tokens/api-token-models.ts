import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, mayAt } from '../../../access/index.js';
import { actionsOn, type ApiKey } from '../../../features/api-keys/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type FieldDto, formFields } from '../../model/form-model.js';
import { type Links, links, pagePath } from '../../model/links.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import type { ApiTokenDto } from './api-token.dto.js';
import { apiTokenForm } from './api-token-form.js';

export const tokensPath = (organisation: CallerOrganisation, ...rest: readonly (string | number)[]): string => pagePath(organisation, 'organisation/api-token', ...rest);

/** API tokens are personal keys, as those know them who choose permissions for each. */
@Injectable()
export class ApiTokenModels {
  constructor(
    private readonly models: ApiKeyModels,
    private readonly clock: Clock,
  ) {}

  of(by: Member, keys: readonly ApiKey[]): Promise<(key: ApiKey) => ApiTokenDto> {
    return this.models.of(by, keys, (key) => this.waysFrom(by, key));
  }

  async one(by: Member, key: ApiKey): Promise<ApiTokenDto> {
    return (await this.of(by, [key]))(key);
  }

  async fields(by: Member): Promise<FieldDto[]> {
    return formFields(apiTokenForm, { permissions: { options: await this.models.givable(by), value: [] }, revealable: { value: true } });
  }

  /** The two tabs. */
  tabsOf(by: Member): Record<string, string | null> {
    return { mine: tokensPath(by.organisation), all: mayAt(by, 'api-key.read-all', { workspaceId: null }) ? tokensPath(by.organisation, 'all') : null };
  }

  /** `self` is the page of the key that the token is; `list` the tab it stands in. */
  private waysFrom(by: Member, key: ApiKey): Links {
    const token = tokensPath(by.organisation, key.id);
    const may = actionsOn(by, key, this.clock.now());
    const way = (action: string, isOpen: boolean) => ({ [action]: isOpen ? `${token}${action}/` : null });
    return links({
      self: pagePath(by.organisation, 'organisation/api-key', key.id),
      list: tokensPath(by.organisation, ...(key.ownerUserId === by.userId ? [] : ['all'])),
      ...way('activate', may.activate),
      ...way('deactivate', may.deactivate),
      ...way('rotate', may.rotate),
      ...way('reveal', may.reveal),
      ...way('delete', may.remove),
    });
  }
}
