import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Mailer } from '../../platform/mail/index.js';
import { AttemptsService } from '../attempts/index.js';
import type { Actor } from '../audit/index.js';
import { OrganisationsRepository } from '../organisations/index.js';
import { type User, UsersRepository } from '../users/index.js';
import { invitationMail } from './invitation-mail.js';
import { InvitationsRepository } from './invitations.repository.js';

const lifeMs = 7 * 24 * 60 * 60 * 1000;

/** In 15 minutes. These mails go to strangers, in the name of whoever runs the server. */
const mostPerReceiver = 5;
const mostPerSender = 50;
const mostPerOrganisation = 200;

@Injectable()
export class SendInvitation {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly attempts: AttemptsService,
    private readonly transaction: Transaction,
    private readonly digests: Digests,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Inside a change; the mail goes once it is committed, and is counted only then. Earlier ones are good no longer.
   * @throws 429 with `Retry-After` after too many to this user, by this sender, or in the organisation
   */
  async run(user: User, by: Actor): Promise<void> {
    const { id: userId, organisationId, account, displayName } = user;
    await this.count(user, by);
    const now = this.clock.now();
    const secret = randomBytes(32).toString('base64url');
    await this.invitations.endAll(organisationId, userId, now);
    const row = { organisationId, userId, ...this.digests.of(secret), createdAt: now, expiresAt: now + lifeMs, endedAt: null };
    const { id } = await this.invitations.insert(row);
    const organisation = (await this.organisations.find(organisationId))?.name ?? '';
    const letter = { account, displayName, organisation, sender: await this.nameOf(organisationId, by), token: `${id}.${secret}`, publicUrl: this.config.publicUrl };
    this.transaction.afterCommit(() => this.mailer.post(invitationMail(letter)));
  }

  private count({ id, organisationId }: User, by: Actor): Promise<void> {
    return this.attempts.take(
      [
        { bucket: `invitation:to:${organisationId}:${id}`, most: mostPerReceiver },
        { bucket: `invitation:by:${organisationId}:${by.kind}:${by.id}`, most: mostPerSender },
        { bucket: `invitation:in:${organisationId}`, most: mostPerOrganisation },
      ],
      'So many invitations were sent that no more goes out now; try again later',
    );
  }

  /** People as they are called in the organisation, and by their login: it is the one that nobody chooses for themselves. */
  private async nameOf(organisationId: number, { kind, id, name }: Actor): Promise<string> {
    const sender = kind === 'user' && id !== null ? await this.users.find(organisationId, id) : null;
    return sender && sender.displayName !== name ? `${sender.displayName} (${name})` : name;
  }
}
