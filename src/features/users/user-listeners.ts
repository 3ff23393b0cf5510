import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import type { Actor } from '../audit/index.js';
import type { User } from './users.repository.js';

/** What somebody who is added is given at once; ids of groups and of workspace roles. */
export interface Belongings {
  readonly groupIds: readonly number[];
  readonly workspaceRoleIds: readonly number[];
}

type Giver = (by: Member, user: User, belongings: Belongings) => Promise<void>;
type Listener = (user: User, by: Actor) => Promise<void>;

/** What later features do when users are added, and when they go before they ever came; in the same transaction. */
@Injectable()
export class UserListeners {
  private readonly inviting: Listener[] = [];
  private readonly withdrawing: Listener[] = [];
  private readonly giving: Giver[] = [];

  /** Somebody was added who has to accept. */
  onInvited(listener: Listener): void {
    this.inviting.push(listener);
  }

  /** Somebody was added and is to be given something; throws as it does when `by` gives it by itself. */
  onGiving(giver: Giver): void {
    this.giving.push(giver);
  }

  /** An invitation was withdrawn: what was given to its user is to be taken away. */
  onWithdrawn(listener: Listener): void {
    this.withdrawing.push(listener);
  }

  /** Inside a change. */
  async invited(user: User, by: Actor): Promise<void> {
    for (const listener of this.inviting) await listener(user, by);
  }

  /** Inside a change. */
  async gives(by: Member, user: User, belongings: Belongings): Promise<void> {
    for (const giver of this.giving) await giver(by, user, belongings);
  }

  /** Inside a change. */
  async withdrawn(user: User, by: Actor): Promise<void> {
    for (const listener of this.withdrawing) await listener(user, by);
  }
}
