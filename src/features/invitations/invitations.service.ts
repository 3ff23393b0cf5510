import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { Transaction } from '../../platform/database/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { Mailer } from '../../platform/mail/index.js';
import { actorOf, AuditService } from '../audit/index.js';
import { OrganisationsRepository, PowerChanges } from '../organisations/index.js';
import { type User, UserListeners, userNotFound, UsersRepository } from '../users/index.js';
import { invitationMail } from './invitation-mail.js';
import { invitationAccepted } from './invitations.errors.js';
import { InvitationsRepository } from './invitations.repository.js';

const lifeMs = 7 * 24 * 60 * 60 * 1000;

/** Sends invitations: when somebody is added without a password, and again when that is asked for. */
@Injectable()
export class InvitationsService implements OnModuleInit {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly listeners: UserListeners,
    private readonly power: PowerChanges,
    private readonly transaction: Transaction,
    private readonly digests: Digests,
    private readonly mailer: Mailer,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.listeners.onInvited((user) => this.send(user));
  }

  /** A new mail; what was sent before is good no longer. */
  invite(by: Member, userId: number): Promise<Changed<User>> {
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      const user = await this.users.find(organisationId, userId);
      if (!user) throw userNotFound();
      if (user.acceptedAt !== null) throw invitationAccepted();
      if (!(await this.users.invite(organisationId, userId, this.clock.now()))) throw invitationAccepted();
      await this.audit.record(actorOf(by), { organisationId, action: 'user.invite', subject: { kind: 'user', id: userId } });
      await this.send(user);
      return { ...user, state: 'invited' as const };
    });
  }

  /** Nobody gets in by what was sent; it can be sent again. What is withdrawn already stays so. */
  withdraw(by: Member, userId: number): Promise<Changed<User>> {
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      const user = await this.users.find(organisationId, userId);
      if (!user) throw userNotFound();
      if (user.acceptedAt !== null) throw invitationAccepted();
      const now = this.clock.now();
      await this.invitations.endAll(organisationId, userId, now);
      const withdrawn = await this.users.uninvite(organisationId, userId, now);
      if (withdrawn) await this.audit.record(actorOf(by), { organisationId, action: 'user.withdraw-invitation', subject: { kind: 'user', id: userId } });
      return { ...user, state: 'disabled' as const, ...(withdrawn && { updatedAt: now }) };
    });
  }

  /** Inside a change; the mail goes once it is committed. */
  private async send({ id: userId, organisationId, account, displayName }: User): Promise<void> {
    const now = this.clock.now();
    const secret = randomBytes(32).toString('base64url');
    await this.invitations.endAll(organisationId, userId, now);
    const row = { organisationId, userId, ...this.digests.of(secret), createdAt: now, expiresAt: now + lifeMs, endedAt: null };
    const { id } = await this.invitations.insert(row);
    const organisation = (await this.organisations.find(organisationId))?.name ?? '';
    const letter = { account, displayName, organisation, token: `${id}.${secret}`, publicUrl: this.config.publicUrl };
    this.transaction.afterCommit(() => this.mailer.post(invitationMail(letter)));
  }
}
