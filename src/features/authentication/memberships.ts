import { Injectable } from '@nestjs/common';
import type { Caller, CallerOrganisation } from '../../access/index.js';
import { OrganisationsRepository } from '../organisations/index.js';
import { UsersRepository } from '../users/index.js';

/** An organisation a caller reaches. */
export interface CallerMembership {
  readonly organisation: CallerOrganisation;
  /** null: a service key is nobody's. */
  readonly userId: number | null;
}

@Injectable()
export class Memberships {
  constructor(
    private readonly users: UsersRepository,
    private readonly organisations: OrganisationsRepository,
  ) {}

  /** Where the person is an active member. A key reaches its own organisation only, whatever else its owner is a member of. */
  async of({ key, account, organisation, userId }: Caller): Promise<CallerMembership[]> {
    if (key || !account) return organisation ? [{ organisation, userId }] : [];
    const active = (await this.users.ofAccount(account.id)).filter(({ state }) => state === 'active');
    const found = await Promise.all(active.map(({ organisationId }) => this.organisations.find(organisationId)));
    return active.flatMap(({ id }, index) => {
      const where = found[index];
      return where ? [{ organisation: { id: where.id, slug: where.slug, name: where.name }, userId: id }] : [];
    });
  }
}
