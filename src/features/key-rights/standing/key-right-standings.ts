import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/index.js';
import { KeyRightsRepository } from '../key-rights.repository.js';
import { StandingsRepository } from './standings.repository.js';

/** Why somebody may make keys: everybody may here, or by the super role, a right of their own, or that of a group. */
export type KeyRightWay = 'everyone' | 'super-role' | 'own' | 'group';

export interface KeyRightStanding {
  /** Empty: the user may not. */
  readonly ways: readonly KeyRightWay[];
  /** Whether the user was given the right, whether or not it counts. */
  readonly enabled: boolean;
  /** The groups of the user that have the right. */
  readonly groupIds: readonly number[];
}

/** Who may make keys, and why. */
@Injectable()
export class KeyRightStandings {
  constructor(
    private readonly rights: KeyRightsRepository,
    private readonly standings: StandingsRepository,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Of these users of the organisation; anybody else is answered as having no right. */
  async of(organisationId: number, userIds: readonly number[]): Promise<(userId: number) => KeyRightStanding> {
    const { keyCreation } = await this.organisations.get(organisationId);
    const holders = await this.rights.holders(organisationId, 'user', userIds);
    const superUsers = await this.standings.superUsers(organisationId, userIds);
    const throughGroups = Map.groupBy(await this.standings.throughGroups(organisationId, userIds), ({ userId }) => userId);
    return (userId) => {
      const groupIds = (throughGroups.get(userId) ?? []).map(({ groupId }) => groupId);
      const ways = [
        ...(keyCreation === 'everyone' ? (['everyone'] as const) : []),
        ...(superUsers.has(userId) ? (['super-role'] as const) : []),
        ...(holders.has(userId) ? (['own'] as const) : []),
        ...(groupIds.length > 0 ? (['group'] as const) : []),
      ];
      return { ways, enabled: holders.has(userId), groupIds };
    };
  }

  /** Those of these groups whose members have the right through them. */
  ofGroups(organisationId: number, groupIds: readonly number[]): Promise<Set<number>> {
    return this.rights.holders(organisationId, 'group', groupIds);
  }
}
