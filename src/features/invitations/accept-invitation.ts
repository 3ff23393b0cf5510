import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Digests, PasswordHasher } from '../../platform/crypto/index.js';
import { type Changed, instanceShard } from '../../platform/freshness/index.js';
import { invalid } from '../../platform/http/index.js';
import { accountActor, AuditService } from '../audit/index.js';
import { type Organisation, OrganisationsRepository, PowerChanges } from '../organisations/index.js';
import { PasswordCheck } from '../sessions/index.js';
import { type Account, AccountsRepository, type User, UsersRepository } from '../users/index.js';
import type { Invitation } from './invitation.entity.js';
import { invitationNotFound, invitationPasswordWrong } from './invitations.errors.js';
import { InvitationsRepository } from './invitations.repository.js';

/** Who accepts, or has accepted, and where. */
export interface Accepted {
  readonly organisation: Organisation;
  readonly user: User;
}

interface Found extends Accepted {
  readonly invitation: Invitation;
}

const tokenPattern = /^([1-9]\d{0,8})\.([\w-]{43})$/;

/**
 * Takes an invitation. The mail proves the address, the password proves the person: a new account gets the password
 * that is given, an account that has one must give it. So neither a stolen mail nor a session left open is enough to
 * bring somebody's account into an organisation.
 */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly users: UsersRepository,
    private readonly accounts: AccountsRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly digests: Digests,
    private readonly passwords: PasswordHasher,
    private readonly check: PasswordCheck,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws 404 alike for unknown, used, replaced and expired ones; 400 without a (good) password, 401 for a wrong one. */
  async run(token: string, password: string | undefined, origin: Origin): Promise<Changed<Accepted>> {
    const found = await this.find(token);
    const { user, organisation, invitation } = found;
    const { account } = user;
    if (password === undefined) throw invalid([{ field: 'password', message: 'is needed: your own, or a new one when the account is new' }]);
    const newHash = account.passwordHash === null ? await this.passwords.hash(password) : null;
    if (newHash === null) await this.demandPassword(account, password, origin);
    return this.power.change(
      [organisation.id],
      async () => {
        const now = this.clock.now();
        if (!(await this.invitations.use(organisation.id, invitation.id, now))) throw invitationNotFound();
        if (!(await this.users.accept(organisation.id, user.id, account, now))) throw invitationNotFound();
        // Another invitation may have given the account its password meanwhile.
        if (newHash !== null && !(await this.accounts.choosePassword(account.id, newHash, now))) throw invitationPasswordWrong();
        const event = { organisationId: organisation.id, action: 'user.accept', subject: { kind: 'user', id: user.id } };
        await this.audit.record(accountActor(account.id, account.login, origin), event);
        return { organisation, user };
      },
      [instanceShard],
    );
  }

  /** What an invitation is for; changes nothing. @throws 404 like `run`. */
  async look(token: string): Promise<Accepted> {
    const { organisation, user } = await this.find(token);
    return { organisation, user };
  }

  private async find(token: string): Promise<Found> {
    const match = tokenPattern.exec(token);
    const invitation = match && (await this.invitations.findOpen(Number(match[1]), this.clock.now()));
    if (!invitation || !this.digests.matches(match[2] as string, invitation)) throw invitationNotFound();
    const user = await this.users.find(invitation.organisationId, invitation.userId);
    const organisation = await this.organisations.find(invitation.organisationId);
    if (user?.state !== 'invited' || user.account.state !== 'active' || organisation?.state !== 'active') throw invitationNotFound();
    return { invitation, user, organisation };
  }

  private async demandPassword({ login }: Account, password: string, origin: Origin): Promise<void> {
    if (!(await this.check.run(login, password, origin)).right) throw invitationPasswordWrong();
  }
}
