import { Injectable } from '@nestjs/common';
import { type CallerOrganisation, type Member, mayAt } from '../../../access/index.js';
import { type Organisation, OrganisationsService, toOrganisationDto } from '../../../features/organisations/index.js';
import { SecondFactors, UsersRepository } from '../../../features/users/index.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath, withQuery } from '../../model/links.js';
import { auditOf } from '../audit/audit-path.js';
import { profilePath } from '../profile/profile-models.js';
import { usersPath } from '../users/users-path.js';
import { settingsFields } from './settings-fields.js';
import type { SettingsPageDto } from './settings.dto.js';

export const settingsPath = (organisation: CallerOrganisation): string => pagePath(organisation, 'organisation/settings');

const whole = { workspaceId: null };

/** What the page of the settings shows. */
@Injectable()
export class SettingsModels {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersRepository,
    private readonly factors: SecondFactors,
  ) {}

  async of(caller: Member): Promise<SettingsPageDto> {
    return this.shown(caller, await this.organisations.get(caller.organisation.id));
  }

  async shown(caller: Member, organisation: Organisation): Promise<SettingsPageDto> {
    const { account, organisation: here } = caller;
    const settings = toOrganisationDto(organisation);
    const self = settingsPath(here);
    const seesUsers = mayAt(caller, 'user.read', whole);
    const active = (secondFactor?: boolean) => (seesUsers ? this.users.count(here.id, { state: 'active', ...(secondFactor !== undefined && { secondFactor }) }) : null);
    return {
      ...labelled(settings),
      fields: settingsFields(settings),
      'Active Users': await active(),
      'Without Second Factor': await active(false),
      'Your Second Factor': account !== null && (await this.factors.since(account.id)) !== null,
      _links: links({
        self,
        update: self,
        'require-second-factor': `${self}second-factor/`,
        'without-second-factor': seesUsers ? withQuery(usersPath(here), { state: 'active', secondFactor: 'false' }) : null,
        'your-second-factor': profilePath(here, 'second-factor'),
        audit: mayAt(caller, 'audit.read', whole) ? auditOf(here, 'organisation', here.id) : null,
      }),
    };
  }
}
