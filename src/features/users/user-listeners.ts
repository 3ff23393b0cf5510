import { Injectable } from '@nestjs/common';
import type { Actor } from '../audit/index.js';
import type { User } from './users.repository.js';

type Listener = (user: User, by: Actor) => Promise<void>;

/** What later features do when users are added, and when they go before they ever came; in the same transaction. */
@Injectable()
export class UserListeners {
  private readonly inviting: Listener[] = [];
  private readonly withdrawing: Listener[] = [];

  /** Somebody was added who has to accept. */
  onInvited(listener: Listener): void {
    this.inviting.push(listener);
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
  async withdrawn(user: User, by: Actor): Promise<void> {
    for (const listener of this.withdrawing) await listener(user, by);
  }
}
