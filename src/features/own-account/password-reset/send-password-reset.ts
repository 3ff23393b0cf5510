import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { Config } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { AttemptsService } from '../../attempts/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { type User, userNotAccepted, userNotFound, UsersRepository } from '../../users/index.js';
import { passwordResetNotPossible } from '../own-account.errors.js';
import { IssuePasswordReset } from './issue-password-reset.js';
import { sentPasswordResetMail } from './password-reset-mail.js';

const mostPerUser = 3;
const mostPerOrganisation = 50;

export interface SentPasswordReset {
  readonly user: User;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/**
 * Somebody who manages users has a password reset sent to one of them. Whoever sends it gains nothing: it goes to the address
 * the person has chosen, is shown to nobody else, and changes nothing until it is used.
 */
@Injectable()
export class SendPasswordReset {
  constructor(
    private readonly users: UsersRepository,
    private readonly issuing: IssuePasswordReset,
    private readonly attempts: AttemptsService,
    private readonly transaction: Transaction,
    private readonly audit: AuditService,
    private readonly config: Config,
  ) {}

  /**
   * Counted apart from what people ask for themselves: nobody's own way is used up by others.
   * @throws 404 `user.not-found`; 409 `user.not-accepted` or `password-reset.not-possible`; 429 after too many
   */
  async run(by: Member, userId: number): Promise<SentPasswordReset> {
    const { id: organisationId, name: organisation } = by.organisation;
    const user = await this.receiver(organisationId, userId);
    await this.attempts.take(
      [
        { bucket: `password-reset:sent-to:${organisationId}:${userId}`, most: mostPerUser },
        { bucket: `password-reset:sent-by:${organisationId}`, most: mostPerOrganisation },
      ],
      'So many password resets were sent that no more is sent now; try again later',
    );
    return this.transaction.run(async () => {
      const expiresAt = await this.issuing.run(user.account, (token) =>
        sentPasswordResetMail({ account: user.account, token, publicUrl: this.config.publicUrl, organisation, sender: actorOf(by).name }),
      );
      await this.audit.record(actorOf(by), { organisationId, action: 'user.send-password-reset', subject: { kind: 'user', id: userId } });
      return { user, expiresAt };
    });
  }

  private async receiver(organisationId: number, userId: number): Promise<User> {
    const user = await this.users.find(organisationId, userId);
    if (!user) throw userNotFound();
    if (user.acceptedAt === null) throw userNotAccepted('The person has not accepted yet, and chooses a password then: send the invitation again');
    if (user.state !== 'active') throw passwordResetNotPossible('The user is disabled here: enable the membership first');
    if (!this.issuing.isPossible(user.account)) throw passwordResetNotPossible('The account is disabled; an operator of this server can enable it');
    return user;
  }
}
