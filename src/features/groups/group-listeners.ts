import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import type { Actor } from '../audit/index.js';
import type { Group } from './group.entity.js';

/** What later features do when groups change, in the same transaction. */
@Injectable()
export class GroupListeners {
  private readonly joining: ((by: Member, group: Group) => Promise<void>)[] = [];
  private readonly deleting: ((group: Group, by: Actor) => Promise<void>)[] = [];

  /** Before somebody is added; throws when `by` may not give what the group holds. */
  onJoining(listener: (by: Member, group: Group) => Promise<void>): void {
    this.joining.push(listener);
  }

  onDeleting(listener: (group: Group, by: Actor) => Promise<void>): void {
    this.deleting.push(listener);
  }

  async joins(by: Member, group: Group): Promise<void> {
    for (const listener of this.joining) await listener(by, group);
  }

  async isDeleted(group: Group, by: Actor): Promise<void> {
    for (const listener of this.deleting) await listener(group, by);
  }
}
