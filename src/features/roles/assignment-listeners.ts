import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';

type Listener = (by: Member, apiKeyId: number) => Promise<void>;

/** What later features do when roles are assigned, in the same transaction. */
@Injectable()
export class AssignmentListeners {
  private readonly toKey: Listener[] = [];

  /** Before a key gets a role; throws when there is no such service key, or when `by` does not control it. */
  onAssigningToKey(listener: Listener): void {
    this.toKey.push(listener);
  }

  async assignsToKey(by: Member, apiKeyId: number): Promise<void> {
    for (const listener of this.toKey) await listener(by, apiKeyId);
  }
}
