import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditService, systemActor } from '../../features/audit/index.js';
import { OrganisationsService, WorkspacesService } from '../../features/organisations/index.js';
import { AssignmentsService } from '../../features/roles/index.js';
import { type NewUser, UsersService } from '../../features/users/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Freshness, instanceShard } from '../../platform/freshness/index.js';
import { workspaceNames } from './layout.js';
import { LayoutRepository } from './layout.repository.js';

/** Makes `megacorp` with its workspaces, its roles under the ids of the layout, and its first super user. */
export async function foundMegacorp(app: NestFastifyApplication, administrator: NewUser): Promise<void> {
  const get = <T>(type: new (...parameters: never[]) => T): T => app.get(type, { strict: false });
  const users = get(UsersService);
  const workspaces = get(WorkspacesService);
  const layout = new LayoutRepository(get(Transaction));
  const passwordHash = await users.hash(administrator);
  await get(Freshness).change(({ id }: { id: number }) => [instanceShard, id], async () => {
    const organisation = await get(OrganisationsService).insert('megacorp', 'Megacorp');
    const { id } = organisation;
    const event = { organisationId: id, action: 'organisation.create', subject: { kind: 'organisation', id } };
    await get(AuditService).record(systemActor, { ...event, details: { slug: organisation.slug, name: organisation.name } });
    // Before the roles: workspaces give scopes of their own to the roles they find.
    for (const name of workspaceNames) await workspaces.insert(systemActor, id, name);
    await layout.insertRoles(id, get(Clock).now());
    const user = await users.insert(systemActor, id, administrator, passwordHash, true);
    await get(AssignmentsService).insertSuperUser(systemActor, id, user.id);
    return organisation;
  });
}
