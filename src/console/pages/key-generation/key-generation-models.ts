import { Injectable } from '@nestjs/common';
import { type Member, mayAt } from '../../../access/index.js';
import { invalidRequest } from '../../../errors/index.js';
import { type Group, GroupsRepository } from '../../../features/groups/index.js';
import { type KeyRightOutcome, type KeyRightStanding, KeyRightStandings, KeyRightsService } from '../../../features/key-rights/index.js';
import { isWithdrawn, type User, UsersRepository } from '../../../features/users/index.js';
import type { Receipt } from '../../../platform/freshness/index.js';
import { toId } from '../../../platform/http/index.js';
import type { KeyGenerationDto, KeyGenerationResultDto, KeyGenerationResultsDto, ManyKeyGenerationForm } from './key-generation.dto.js';
import { groupNote, userNote } from './notes.js';

type Results = Omit<KeyGenerationResultsDto, '_links'> & { readonly freshness: Receipt };

/** @throws 400 when no box was ticked. */
export function chosen({ ids = [] }: ManyKeyGenerationForm): number[] {
  if (ids.length === 0) throw invalidRequest('Nobody was chosen: tick a box first');
  return ids.map(toId);
}

export const seesKeyGeneration = (caller: Member): boolean => mayAt(caller, 'key-right.manage', { workspaceId: null });

/** Who may make keys, and what has become of those for whom that was changed. */
@Injectable()
export class KeyGenerationModels {
  constructor(
    private readonly rights: KeyRightsService,
    private readonly standings: KeyRightStandings,
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
  ) {}

  /** null for whoever may not know. */
  async ofUsers(caller: Member, userIds: readonly number[]): Promise<(userId: number) => KeyGenerationDto | null> {
    if (!seesKeyGeneration(caller)) return () => null;
    const standingOf = await this.standings.of(caller.organisation.id, userIds);
    return (userId) => toKeyGeneration(standingOf(userId));
  }

  /** Whether it is enabled for a group; null for whoever may not know. */
  async ofGroups(caller: Member, groupIds: readonly number[]): Promise<(groupId: number) => boolean | null> {
    if (!seesKeyGeneration(caller)) return () => null;
    const enabled = await this.standings.ofGroups(caller.organisation.id, groupIds);
    return (groupId) => enabled.has(groupId);
  }

  /** One that is gone does not keep the others from it. */
  async setUsers(caller: Member, ids: readonly number[], enabled: boolean): Promise<Results> {
    const found = new Map((await this.users.findAll(caller.organisation.id, ids)).filter((user) => !isWithdrawn(user)).map((user) => [user.id, user]));
    const { outcome, freshness } = await this.set(caller, { userIds: ids.filter((id) => found.has(id)), groupIds: [], enabled });
    const standingOf = await this.standings.of(caller.organisation.id, ids);
    const items = ids.map((id) => resultOf(id, found.get(id), outcome, (user) => userNote(user, standingOf(id), outcome), 'There is no such user here'));
    return { Enabled: enabled, Kind: 'user', Mails: outcome.told.length, items, freshness };
  }

  async setGroups(caller: Member, ids: readonly number[], enabled: boolean): Promise<Results> {
    const found = new Map((await this.groups.findAll(caller.organisation.id, ids)).map((group) => [group.id, group]));
    const { outcome, freshness } = await this.set(caller, { userIds: [], groupIds: ids.filter((id) => found.has(id)), enabled });
    const members = await this.groups.memberCounts(caller.organisation.id, ids);
    const items = ids.map((id) => resultOf(id, found.get(id), outcome, () => groupNote(members.get(id) ?? 0), 'There is no such group any more'));
    return { Enabled: enabled, Kind: 'group', Mails: outcome.told.length, items, freshness };
  }

  private async set(caller: Member, change: Parameters<KeyRightsService['set']>[1]): Promise<{ outcome: KeyRightOutcome; freshness: Receipt }> {
    const { freshness, ...outcome } = await this.rights.set(caller, change);
    return { outcome, freshness };
  }
}

const toKeyGeneration = ({ ways, enabled, groupIds }: KeyRightStanding): KeyGenerationDto => ({ may: ways.length > 0, ways: [...ways], enabled, groupIds: groupIds.map(String) });

function resultOf<T extends User | Group>(id: number, found: T | undefined, { results, told, enabled }: KeyRightOutcome, noteOf: (found: T) => string | null, unknown: string): KeyGenerationResultDto {
  if (!found) return { id: String(id), Name: '', Outcome: 'failed', Mailed: false, Note: unknown };
  const changed = results.some((result) => result.id === id && result.changed);
  const Name = 'displayName' in found ? found.displayName : found.name;
  return { id: String(id), Name, Outcome: changed ? (enabled ? 'enabled' : 'disabled') : 'already', Mailed: 'displayName' in found && told.includes(id), Note: noteOf(found) };
}
