import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import { type AddedUser, type User, UserListeners, userNotFound, UsersRepository, UsersService } from '../users/index.js';
import { invitationAccepted } from './invitations.errors.js';
import { InvitationsRepository } from './invitations.repository.js';
import { SendInvitation } from './send-invitation.js';

/** Sends invitations: when somebody is added without a password, and again when that is asked for. */
@Injectable()
export class InvitationsService implements OnModuleInit {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly ways: UsersService,
    private readonly sending: SendInvitation,
    private readonly listeners: UserListeners,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.listeners.onInvited((user, by) => this.sending.run(user, by));
  }

  /** A new mail; what was sent before is good no longer. @throws 429 after too many. */
  invite(by: Member, userId: number): Promise<Changed<AddedUser>> {
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      const user = await this.users.find(organisationId, userId);
      if (!user) throw userNotFound();
      if (user.acceptedAt !== null) throw invitationAccepted();
      if (!(await this.users.invite(organisationId, userId, this.clock.now()))) throw invitationAccepted();
      await this.audit.record(actorOf(by), { organisationId, action: 'user.invite', subject: { kind: 'user', id: userId } });
      await this.sending.run(user, actorOf(by));
      return { ...user, state: 'invited' as const, invitationGoesTo: await this.ways.invitationWay(user) };
    });
  }

  /** Nobody gets in by what was sent, and what was given to the user is gone; it can be sent again. What is withdrawn already stays so. */
  withdraw(by: Member, userId: number): Promise<Changed<User>> {
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      const user = await this.users.find(organisationId, userId);
      if (!user) throw userNotFound();
      if (user.acceptedAt !== null) throw invitationAccepted();
      const now = this.clock.now();
      await this.invitations.endAll(organisationId, userId, now);
      const withdrawn = await this.users.uninvite(organisationId, userId, now);
      if (withdrawn) {
        await this.audit.record(actorOf(by), { organisationId, action: 'user.withdraw-invitation', subject: { kind: 'user', id: userId } });
        await this.listeners.withdrawn(user, actorOf(by));
      }
      return { ...user, state: 'disabled' as const, ...(withdrawn && { updatedAt: now }) };
    });
  }
}
