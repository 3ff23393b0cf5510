import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, type Reach, reach } from '../../../access/index.js';
import { actionsOn, type ApiKey, KeyNotesReader, type RotatedApiKey, toApiKeyDto } from '../../../features/api-keys/index.js';
import { Names } from '../../../features/names/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { fromOptionalInstant, toId } from '../../../platform/http/index.js';
import type { OptionDto } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { type Links, links, pagePath, withQuery } from '../../model/links.js';
import type { ApiKeyPageDto, KeyOwnerDto, RotatedKeyPageDto } from './api-key.dto.js';
import type { ApiKeyPageQuery } from './api-key-page-query.dto.js';

export const keysPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/api-key');

/** A form is no place for more. */
const mostWorkspaces = 200;

/** What pages show of keys. */
@Injectable()
export class ApiKeyModels {
  constructor(
    private readonly notes: KeyNotesReader,
    private readonly permissions: PermissionsService,
    private readonly workspaces: WorkspacesRepository,
    private readonly users: UsersRepository,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /** `waysOf`: where one can go from a key; usually to its page and what can be done there. */
  async of(by: Member, keys: readonly ApiKey[], waysOf: (key: ApiKey) => Links = (key) => this.waysFrom(by, key)): Promise<(key: ApiKey) => ApiKeyPageDto> {
    const noteOf = await this.notes.of(by.organisation.id, keys);
    const names = await this.users.namesOf(by.organisation.id, [...new Set(keys.flatMap(({ ownerUserId }) => ownerUserId ?? []))]);
    const ownerName = ({ ownerUserId }: ApiKey) => (ownerUserId === null ? null : (names.get(ownerUserId) ?? null));
    const placeOf = await this.names.of(by.organisation.id, keys.flatMap(({ workspaceIds }) => workspaceIds ?? []).map((id) => ({ kind: 'workspace', id })));
    const workspaceNames = ({ workspaceIds }: ApiKey) => workspaceIds?.map((id) => placeOf('workspace', id)?.name ?? String(id)) ?? null;
    return (key) => ({ ...labelled({ ...toApiKeyDto(key, noteOf(key)), ownerName: ownerName(key), workspaceNames: workspaceNames(key) }), _links: waysOf(key) });
  }

  async one(by: Member, key: ApiKey): Promise<ApiKeyPageDto> {
    return (await this.of(by, [key]))(key);
  }

  /** The one user whose keys a list holds, and the way to the same list of everybody's. */
  async ownerIn(by: Member, path: string, query: ApiKeyPageQuery): Promise<{ owner: KeyOwnerDto | null; ways: Record<string, string | null> }> {
    const { owner: id } = query;
    if (id === undefined || id === 'all') return { owner: null, ways: {} };
    const name = (await this.users.namesOf(by.organisation.id, [toId(id)])).get(toId(id)) ?? null;
    return { owner: { id, name }, ways: { 'every-owner': withQuery(path, { ...query, owner: undefined, cursor: undefined }) } };
  }

  /** What the caller can give a key: what it holds somewhere. */
  async givable(by: Member): Promise<OptionDto[]> {
    const catalogue = await this.permissions.catalogue(by.organisation.id);
    return catalogue.filter(({ name }) => reach(by, name) !== 'none').map(({ name, description }) => ({ value: name, description }));
  }

  /** Where the caller holds anything at all. */
  async workspacesOf(by: Member): Promise<OptionDto[]> {
    const catalogue = await this.permissions.catalogue(by.organisation.id);
    const within = catalogue.map(({ name }) => reach(by, name)).reduce(union, 'none');
    const found = await this.workspaces.first(by.organisation.id, within, mostWorkspaces);
    return found.map(({ id, name }) => ({ value: String(id), description: name }));
  }

  private waysFrom(by: Member, key: ApiKey): Links {
    const self = pagePath(by.organisation, 'organisation/api-key', key.id);
    const may = actionsOn(by, key, this.clock.now());
    const way = (action: string, isOpen: boolean) => ({ [action]: isOpen ? `${self}${action}/` : null });
    return links({
      ...{ self, list: keysPath(by.organisation) },
      ...way('update', may.change),
      ...way('activate', may.activate),
      ...way('deactivate', may.deactivate),
      ...way('rotate', may.rotate),
      ...way('reveal', may.reveal),
      ...way('revoke', may.revoke),
      ...way('delete', may.remove && !may.revoke),
    });
  }
}

/** A key that got a new secret, with what is to be known of both. */
export const withNewSecret = (model: ApiKeyPageDto, { text, oldSecretUntil }: RotatedApiKey): RotatedKeyPageDto => ({
  ...model,
  ...labelled({ oldSecretUntil: fromOptionalInstant(oldSecretUntil) }),
  ...(text !== null && { key: text }),
});

function union(a: Reach, b: Reach): Reach {
  if (a === 'all' || b === 'all') return 'all';
  if (a === 'none') return b;
  return b === 'none' ? a : a.union(b);
}
