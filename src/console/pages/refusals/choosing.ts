import { Injectable } from '@nestjs/common';
import { type Member, reach } from '../../../access/index.js';
import { ApiKeysRepository, seesAllKeys } from '../../../features/api-keys/index.js';
import { WorkspacesRepository } from '../../../features/organisations/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import type { ChoosableDto, OptionsDto } from './choosable.dto.js';

/** More than so many to choose from help nobody. */
const most = 100;
const byName = { limit: most, descending: false, after: null } as const;
const none: OptionsDto = { options: [], complete: false };

/** What there is to choose from, by name: as far as the caller may see it. */
@Injectable()
export class Choosing {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly permissions: PermissionsService,
  ) {}

  async who(caller: Member): Promise<Pick<ChoosableDto, 'Keys' | 'Users'>> {
    const { id } = caller.organisation;
    const keys = seesAllKeys(caller) ? await this.keysOf(id) : none;
    const users = reach(caller, 'user.read') === 'none' ? none : optionsOf(await this.users.list(id, {}, { ...byName, column: 'displayNameLower' }), ({ displayName, account }) => `${displayName} (${account.login})`);
    return { Keys: keys, Users: users };
  }

  /** Profile keys are all called the same: each is told by whose it is. */
  private async keysOf(organisationId: number): Promise<OptionsDto> {
    const keys = await this.keys.list(organisationId, 'everybody', {}, { ...byName, column: 'nameLower' });
    const owners = await this.users.namesOf(organisationId, [...new Set(keys.flatMap(({ profile, ownerUserId }) => (profile && ownerUserId !== null ? [ownerUserId] : [])))]);
    return optionsOf(keys, ({ name, profile, ownerUserId }) => {
      const owner = profile && ownerUserId !== null ? owners.get(ownerUserId) : undefined;
      return owner === undefined ? name : `${name} of ${owner}`;
    });
  }

  async everything(caller: Member): Promise<ChoosableDto> {
    const { id } = caller.organisation;
    const within = reach(caller, 'workspace.read');
    const workspaces = within === 'none' ? none : optionsOf(await this.workspaces.first(id, within, most + 1), ({ name }) => name);
    const permissions = (await this.permissions.catalogue(id)).map(({ name, description }) => ({ value: name, description }));
    return { ...(await this.who(caller)), Workspaces: workspaces, Permissions: permissions };
  }
}

/** Two of one name are told apart by their ids. */
function optionsOf<T extends { readonly id: number }>(rows: readonly T[], nameOf: (row: T) => string): OptionsDto {
  const names = rows.map(nameOf);
  const options = rows.slice(0, most).map((row, i) => {
    const name = names[i] ?? '';
    const isTwin = names.indexOf(name) !== names.lastIndexOf(name);
    return { value: String(row.id), description: isTwin ? `${name} (${row.id})` : name };
  });
  return { options, complete: rows.length <= most };
}
