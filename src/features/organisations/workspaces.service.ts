import { Injectable } from '@nestjs/common';
import { demand, type Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Changed, Freshness } from '../../platform/freshness/index.js';
import { type Actor, actorOf, AuditService, toldChanges } from '../audit/index.js';
import { workspaceNotFound } from './organisations.errors.js';
import type { Workspace } from './workspace.entity.js';
import { WorkspaceListeners } from './workspace-listeners.js';
import { WorkspacesRepository } from './workspaces.repository.js';

@Injectable()
export class WorkspacesService {
  constructor(
    private readonly workspaces: WorkspacesRepository,
    private readonly listeners: WorkspaceListeners,
    private readonly freshness: Freshness,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  create(by: Member, name: string): Promise<Changed<Workspace>> {
    const { id } = by.organisation;
    return this.freshness.change([id], () => this.insert(actorOf(by), id, name));
  }

  /** Inside a change. */
  async insert(by: Actor, organisationId: number, name: string): Promise<Workspace> {
    const now = this.clock.now();
    const workspace = await this.workspaces.insert({ organisationId, name, createdAt: now, updatedAt: now, deletedAt: null });
    await this.listeners.created(workspace);
    await this.record(by, 'workspace.create', workspace, { name });
    return workspace;
  }

  /** One workspace, for a caller who may read it. */
  async read(by: Member, id: number): Promise<Workspace> {
    const workspace = await this.get(by, id);
    demand(by, 'workspace.read', { workspaceId: id });
    return workspace;
  }

  /** @throws 404 when the caller's organisation has no such workspace. */
  async get(by: Member, id: number): Promise<Workspace> {
    const workspace = await this.workspaces.find(by.organisation.id, id);
    if (!workspace) throw workspaceNotFound();
    return workspace;
  }

  async rename(by: Member, id: number, name: string): Promise<Changed<Workspace>> {
    await this.get(by, id);
    demand(by, 'workspace.update', { workspaceId: id });
    return this.freshness.change([by.organisation.id], async () => {
      const before = await this.get(by, id);
      if (!(await this.workspaces.update(by.organisation.id, id, { name, updatedAt: this.clock.now() }))) throw workspaceNotFound();
      const workspace = await this.get(by, id);
      await this.record(actorOf(by), 'workspace.update', workspace, toldChanges({ ...before }, { name }));
      return workspace;
    });
  }

  /** What was granted in it grants nothing any more, and its problems are gone from sight. */
  async delete(by: Member, id: number): Promise<Changed<Workspace>> {
    const workspace = await this.get(by, id);
    demand(by, 'workspace.delete', { workspaceId: id });
    return this.freshness.change([by.organisation.id], async () => {
      const now = this.clock.now();
      await this.listeners.isDeleted(workspace, actorOf(by));
      if (!(await this.workspaces.update(by.organisation.id, id, { deletedAt: now, updatedAt: now }))) throw workspaceNotFound();
      await this.record(actorOf(by), 'workspace.delete', workspace, { name: workspace.name });
      return { ...workspace, deletedAt: now, updatedAt: now };
    });
  }

  private record(by: Actor, action: string, { id, organisationId }: Workspace, details: Record<string, unknown>): Promise<void> {
    return this.audit.record(by, { organisationId, action, subject: { kind: 'workspace', id }, details });
  }
}
