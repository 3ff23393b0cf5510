import { Injectable } from '@nestjs/common';
import { demand, type Member, operatorOnly } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import { type Changed, Freshness } from '../../platform/freshness/index.js';
import { actorOf, AuditService, toldChanges } from '../audit/index.js';
import type { Organisation } from './organisation.entity.js';
import { organisationNotFound, slugTaken } from './organisations.errors.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { SettingRules } from './setting-rules.js';

export type OrganisationChanges = Partial<Pick<Organisation, 'name' | 'keyCreation' | 'profileKeys' | 'queryCredential' | 'requireSecondFactor' | 'state'>>;

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly rules: SettingRules,
    private readonly freshness: Freshness,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Inside a change; `id` left out: the next one. @throws 409 when the slug, or the id, is taken. */
  async insert(slug: string, name: string, id?: number): Promise<Organisation> {
    const now = this.clock.now();
    try {
      return await this.organisations.insert({
        ...(id !== undefined && { id }),
        slug,
        name,
        state: 'active',
        keyCreation: 'everyone',
        profileKeys: 'open',
        queryCredential: true,
        requireSecondFactor: false,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      throw isDuplicate(error) ? slugTaken(`Another organisation has the slug ${slug}`) : error;
    }
  }

  async get(id: number): Promise<Organisation> {
    const organisation = await this.organisations.find(id);
    if (!organisation) throw organisationNotFound();
    return organisation;
  }

  /** `state` is for instance operators: an organisation that disabled itself could not come back. */
  update(by: Member, changes: OrganisationChanges): Promise<Changed<Organisation>> {
    const { id } = by.organisation;
    const { state, ...settings } = changes;
    if (state !== undefined && !(by.account?.operator && by.credential.kind === 'session')) throw operatorOnly();
    if (state === undefined || Object.keys(settings).length > 0) demand(by, 'organisation.update', { workspaceId: null });
    return this.freshness.change([id], async () => {
      const before = await this.get(id);
      await this.rules.demand(by, before, changes);
      await this.organisations.update(id, { ...changes, updatedAt: this.clock.now() });
      await this.audit.record(actorOf(by), {
        organisationId: id,
        action: 'organisation.update',
        subject: { kind: 'organisation', id },
        details: toldChanges({ ...before }, { ...changes }),
      });
      return this.get(id);
    });
  }
}
