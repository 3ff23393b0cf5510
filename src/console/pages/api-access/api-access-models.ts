import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, mayAt, reach } from '../../../access/index.js';
import { actionsOn, type ApiKey } from '../../../features/api-keys/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { formFields, type FormModel, formModel } from '../../model/form-model.js';
import { type Links, links, pagePath } from '../../model/links.js';
import { ApiKeyDetails } from '../api-keys/api-key-details.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import type { ApiAccessDetailDto, ApiAccessDto, ApiAccessFormDto } from './api-access.dto.js';
import { apiAccessChanges, apiAccessForm, heldIn } from './api-access-form.js';
import { RoleMatrix } from './role-matrix.js';

export const accessPath = (organisation: CallerOrganisation, ...rest: readonly (string | number)[]): string => pagePath(organisation, 'organisation/api-access', ...rest);

/** What pages show of service keys. */
@Injectable()
export class ApiAccessModels {
  constructor(
    private readonly models: ApiKeyModels,
    private readonly details: ApiKeyDetails,
    private readonly matrix: RoleMatrix,
    private readonly clock: Clock,
  ) {}

  of(by: Member, keys: readonly ApiKey[]): Promise<(key: ApiKey) => ApiAccessDto> {
    return this.models.of(by, keys, (key) => this.waysFrom(by, key));
  }

  async one(by: Member, key: ApiKey): Promise<ApiAccessDto> {
    return (await this.of(by, [key]))(key);
  }

  async detail(by: Member, key: ApiKey): Promise<ApiAccessDetailDto> {
    const model = await this.one(by, key);
    const matrix = await this.matrix.of(by, key.id);
    const { Name, Purpose, Expires } = model;
    const states = { name: { value: Name }, purpose: { value: Purpose ?? '' }, expiresAt: { value: Expires ?? '' }, workspaceRoleIds: { options: this.matrix.optionsOf(matrix), value: heldIn(matrix) } };
    const fields = model._links['update'] === undefined ? [] : formFields(apiAccessChanges, states);
    return { ...model, ...(await this.details.history(by, key)), Matrix: matrix, fields };
  }

  async form(by: Member): Promise<ApiAccessFormDto> {
    const matrix = await this.matrix.of(by, null);
    const model: FormModel = formModel(apiAccessForm, accessPath(by.organisation, 'create'), { workspaceRoleIds: { options: this.matrix.optionsOf(matrix), value: [] } });
    return { ...model, Matrix: matrix };
  }

  /** Whose service keys a caller is shown: everybody's or its own. */
  scopeOf(by: Member): 'all' | undefined {
    return mayAt(by, 'api-key.read-all', { workspaceId: null }) ? 'all' : undefined;
  }

  mayMake(by: Member): boolean {
    return reach(by, 'api-key.create-service') !== 'none';
  }

  private waysFrom(by: Member, key: ApiKey): Links {
    const self = accessPath(by.organisation, key.id);
    const may = actionsOn(by, key, this.clock.now());
    const isExpired = key.expiresAt !== null && key.expiresAt <= this.clock.now();
    const mayRegenerate = may.rotate || (may.activate && !isExpired);
    return links({
      ...{ self, list: accessPath(by.organisation), update: may.change ? `${self}update/` : null },
      ...{ activate: may.activate ? `${self}activate/` : null, deactivate: may.deactivate ? `${self}deactivate/` : null },
      ...{ regenerate: mayRegenerate ? `${self}regenerate/` : null, revoke: may.revoke ? `${self}revoke/` : null, delete: may.remove && !may.revoke ? `${self}delete/` : null },
    });
  }
}
