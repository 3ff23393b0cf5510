import { Injectable } from '@nestjs/common';
import type { User } from './users.repository.js';

/** What later features do when users are added, in the same transaction. */
@Injectable()
export class UserListeners {
  private readonly inviting: ((user: User) => Promise<void>)[] = [];

  /** Somebody was added who has to accept. */
  onInvited(listener: (user: User) => Promise<void>): void {
    this.inviting.push(listener);
  }

  /** Inside a change. */
  async invited(user: User): Promise<void> {
    for (const listener of this.inviting) await listener(user);
  }
}
