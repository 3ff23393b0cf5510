import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { Mailer } from '../../platform/mail/index.js';
import { type Actor, actorOf, AuditService } from '../audit/index.js';
import { GroupsRepository } from '../groups/index.js';
import { PowerChanges } from '../organisations/index.js';
import { type User, UsersRepository } from '../users/index.js';
import { keyRightMail } from './key-right-mail.js';
import type { KeyRightSubject } from './key-right.entity.js';
import { keyRightMissing } from './key-rights.errors.js';
import { type KeyMaker, KeyRightsRepository, type Recipient } from './key-rights.repository.js';

/** Whose right is to be changed, and how. */
export interface KeyRightChange {
  readonly userIds: readonly number[];
  readonly groupIds: readonly number[];
  readonly enabled: boolean;
}

/** What has become of one of those who were named. */
export interface KeyRightResult {
  readonly kind: KeyRightSubject;
  readonly id: number;
  /** Whether it was otherwise before. */
  readonly changed: boolean;
}

export interface KeyRightOutcome extends KeyRightChange {
  /** The users, then the groups, in the order in which they were named. */
  readonly results: readonly KeyRightResult[];
  /** The users who are told by mail, themselves or as members of the groups. */
  readonly told: readonly number[];
}

@Injectable()
export class KeyRightsService {
  constructor(
    private readonly rights: KeyRightsRepository,
    private readonly users: UsersRepository,
    private readonly groups: GroupsRepository,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Whether the caller may make and renew keys. */
  mayMakeKeys({ organisation, userId, key }: Member): Promise<boolean> {
    const maker: KeyMaker = userId === null ? { kind: 'api-key', id: key?.id ?? 0 } : { kind: 'user', id: userId };
    return this.rights.mayMakeKeys(organisation.id, maker);
  }

  /** @throws 403 `key-right.missing`. Whatever makes or renews a key asks this inside its change. */
  async demand(by: Member): Promise<void> {
    if (!(await this.mayMakeKeys(by))) throw keyRightMissing('You may not make API keys here. A holder of key-right.manage can enable it: in the console under Users, Key generation');
  }

  /** Changes those it names and nobody else. Who gains the right and has signed in before is told by mail. */
  async set(by: Member, change: KeyRightChange): Promise<Changed<KeyRightOutcome>> {
    const organisationId = by.organisation.id;
    const { userIds, groupIds, enabled } = change;
    const { recipients, results, freshness } = await this.power.change([organisationId], async () => {
      demandAll('userIds', userIds, await this.users.existing(organisationId, userIds));
      demandAll('groupIds', groupIds, await this.groups.existing(organisationId, groupIds));
      const gaining: Recipient[] = enabled ? await this.rights.newcomers(organisationId, userIds, groupIds) : [];
      const users = await this.apply(by, 'user', userIds, enabled);
      const groups = await this.apply(by, 'group', groupIds, enabled);
      return { recipients: gaining, results: [...users, ...groups] };
    });
    for (const recipient of recipients) this.mailer.post(keyRightMail(recipient, by.organisation, this.config.publicUrl));
    return { ...change, results, told: recipients.map(({ userId }) => userId), freshness };
  }

  /** Inside a change: takes the right from somebody whose invitation was withdrawn. */
  async take(by: Actor, { id, organisationId }: User): Promise<void> {
    if (!(await this.rights.holders(organisationId, 'user', [id])).has(id)) return;
    await this.rights.delete(organisationId, 'user', [id]);
    await this.audit.record(by, { organisationId, action: 'key-right.disable', subject: { kind: 'user', id } });
  }

  private async apply(by: Member, kind: KeyRightSubject, ids: readonly number[], enabled: boolean): Promise<KeyRightResult[]> {
    const organisationId = by.organisation.id;
    const holders = await this.rights.holders(organisationId, kind, ids);
    const changing = ids.filter((id) => holders.has(id) !== enabled);
    const createdAt = this.clock.now();
    if (enabled) for (const subjectId of changing) await this.rights.insert({ organisationId, subjectKind: kind, subjectId, createdAt });
    else if (changing.length > 0) await this.rights.delete(organisationId, kind, changing);
    const action = enabled ? 'key-right.enable' : 'key-right.disable';
    for (const id of changing) await this.audit.record(actorOf(by), { organisationId, action, subject: { kind, id } });
    return ids.map((id) => ({ kind, id, changed: holders.has(id) !== enabled }));
  }
}

function demandAll(field: string, ids: readonly number[], existing: ReadonlySet<number>): void {
  const errors = ids.flatMap((id, index) => (existing.has(id) ? [] : [{ field: `${field}.${index}`, message: `is not a ${field.replace('Ids', '')} of this organisation` }]));
  if (errors.length > 0) throw invalid(errors);
}
