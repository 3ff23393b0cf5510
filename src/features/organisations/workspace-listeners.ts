import { Injectable } from '@nestjs/common';
import type { Actor } from '../audit/index.js';
import type { Workspace } from './workspace.entity.js';

type Listener = (workspace: Workspace) => Promise<void>;
type DeletionListener = (workspace: Workspace, by: Actor) => Promise<void>;

/** What later features do when a workspace is made or deleted, in the same transaction. */
@Injectable()
export class WorkspaceListeners {
  private readonly listeners: Listener[] = [];
  private readonly deleting: DeletionListener[] = [];

  onCreated(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Before it is deleted. */
  onDeleting(listener: DeletionListener): void {
    this.deleting.push(listener);
  }

  async created(workspace: Workspace): Promise<void> {
    for (const listener of this.listeners) await listener(workspace);
  }

  async isDeleted(workspace: Workspace, by: Actor): Promise<void> {
    for (const listener of this.deleting) await listener(workspace, by);
  }
}
