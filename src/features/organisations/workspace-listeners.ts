import { Injectable } from '@nestjs/common';
import type { Workspace } from './workspace.entity.js';

type Listener = (workspace: Workspace) => Promise<void>;

/** What later features do when a workspace is made, in the same transaction. */
@Injectable()
export class WorkspaceListeners {
  private readonly listeners: Listener[] = [];

  onCreated(listener: Listener): void {
    this.listeners.push(listener);
  }

  async created(workspace: Workspace): Promise<void> {
    for (const listener of this.listeners) await listener(workspace);
  }
}
