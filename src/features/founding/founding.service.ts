import { Injectable } from '@nestjs/common';
import type { Caller } from '../../access/index.js';
import { type Changed, Freshness, instanceShard } from '../../platform/freshness/index.js';
import { type Actor, actorOf, AuditService } from '../audit/index.js';
import { type Organisation, OrganisationsRepository, OrganisationsService, WorkspacesService } from '../organisations/index.js';
import { AssignmentsService, RolesService } from '../roles/index.js';
import { type NewUser, UsersRepository, UsersService } from '../users/index.js';

const firstWorkspace = 'default';

/** Given, not drawn: of several that are made at the same moment, under whatever names, the database takes one. */
const firstId = 1001;

/** Makes organisations whole: with their roles, a first workspace and a first super user. */
@Injectable()
export class FoundingService {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly rows: OrganisationsRepository,
    private readonly workspaces: WorkspacesService,
    private readonly users: UsersService,
    private readonly members: UsersRepository,
    private readonly roles: RolesService,
    private readonly assignments: AssignmentsService,
    private readonly freshness: Freshness,
    private readonly audit: AuditService,
  ) {}

  /** By an instance operator, who becomes its first super user. */
  found(by: Caller, slug: string, name: string, displayName: string): Promise<Changed<Organisation>> {
    const account = by.account as NonNullable<Caller['account']>;
    return this.freshness.change(shardsOf, async () => {
      const organisation = await this.insert(actorOf(by), slug, name);
      const { id: organisationId, createdAt: now } = organisation;
      const membership = { organisationId, accountId: account.id, displayName, state: 'active' as const, generation: 1, acceptedAt: now, invitedEmail: null, lastSignInAt: now };
      const user = await this.members.insert({ ...membership, createdAt: now, updatedAt: now });
      await this.assignments.insertSuperUser(actorOf(by), organisation.id, user.id);
      return organisation;
    });
  }

  /** On an empty database only: the first organisation and its administrator, who is instance operator. */
  async bootstrap(by: Actor, slug: string, administrator: NewUser, name = slug): Promise<Organisation | null> {
    if (await this.rows.any()) return null;
    const passwordHash = await this.users.hash(administrator);
    try {
      return await this.insertFirst(by, slug, name, administrator, passwordHash);
    } catch (error) {
      // Another process was first, and its organisation is the one.
      if (await this.rows.any()) return null;
      throw error;
    }
  }

  private async insertFirst(by: Actor, slug: string, name: string, administrator: NewUser, passwordHash: string | null): Promise<Organisation | null> {
    const { organisation } = await this.freshness.change(({ organisation: made }) => (made ? shardsOf(made) : []), async () => {
      if (await this.rows.any()) return { organisation: null };
      const founded = await this.insert(by, slug, name, firstId);
      const user = await this.users.insert(by, founded.id, administrator, passwordHash, true);
      await this.assignments.insertSuperUser(by, founded.id, user.id);
      return { organisation: founded };
    });
    return organisation;
  }

  private async insert(by: Actor, slug: string, name: string, id?: number): Promise<Organisation> {
    const organisation = await this.organisations.insert(slug, name, id);
    await this.audit.record(by, {
      organisationId: organisation.id,
      action: 'organisation.create',
      subject: { kind: 'organisation', id: organisation.id },
      details: { slug, name },
    });
    await this.roles.insertSystemRoles(organisation.id);
    await this.workspaces.insert(by, organisation.id, firstWorkspace);
    return organisation;
  }
}

const shardsOf = ({ id }: { id: number }): number[] => [instanceShard, id];
