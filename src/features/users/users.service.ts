import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { isDuplicate } from '../../platform/database/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { type Actor, actorOf, AuditService, toldChanges } from '../audit/index.js';
import { PowerChanges } from '../organisations/index.js';
import type { Account } from './account.entity.js';
import { AccountsRepository } from './accounts.repository.js';
import { loginTaken, userExists, userNotAccepted, userNotFound } from './users.errors.js';
import { type Belongings, UserListeners } from './user-listeners.js';
import { isWithdrawn, type User, UsersRepository } from './users.repository.js';

export interface NewUser {
  readonly login: string;
  readonly email: string;
  readonly displayName: string;
  /** Absent: the person is invited and chooses one. */
  readonly password?: string;
}

/**
 * Where the mail of an invitation goes: to the address that was `given` with it, or to that of the `account`, which is its person's own.
 * Decision 025 says what is told of accounts, and why no more.
 */
export type InvitationWay = 'given' | 'account';

export interface AddedUser extends User {
  /** null: there is no invitation, the person can sign in at once. */
  readonly invitationGoesTo: InvitationWay | null;
}

const nothing: Belongings = { groupIds: [], workspaceRoleIds: [] };

export interface UserChanges {
  readonly displayName?: string;
  readonly state?: 'active' | 'disabled';
}

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: PasswordHasher,
    private readonly listeners: UserListeners,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** With what is given at once: all of it, or nobody is added. */
  async create(by: Member, user: NewUser, belongings: Belongings = nothing): Promise<Changed<AddedUser>> {
    const { id } = by.organisation;
    const passwordHash = await this.hash(user);
    return this.power.change([id], async () => {
      const added = await this.insert(actorOf(by), id, user, passwordHash);
      await this.listeners.gives(by, added, belongings);
      return { ...added, invitationGoesTo: await this.invitationWay(added) };
    });
  }

  /** null for whoever has accepted. */
  async invitationWay({ accountId, organisationId, acceptedAt }: User): Promise<InvitationWay | null> {
    if (acceptedAt !== null) return null;
    return (await this.accounts.isOnlyInvited(accountId, organisationId)) ? 'given' : 'account';
  }

  /** The slow part of `insert`, to be done before its transaction begins. */
  hash({ password }: NewUser): Promise<string | null> {
    return password === undefined ? Promise.resolve(null) : this.passwords.hash(password);
  }

  /**
   * Inside a change. A login that exists is invited; with a password it is refused, or whoever knows a login
   * could choose a password for it. One whose invitation was withdrawn is invited anew. @throws 409 `login.taken` or `user.exists`.
   */
  async insert(by: Actor, organisationId: number, user: NewUser, passwordHash: string | null, operator = false): Promise<User> {
    const again = passwordHash === null ? await this.inviteAgain(by, organisationId, user) : null;
    return again ?? this.add(by, organisationId, user, passwordHash, operator);
  }

  private async add(by: Actor, organisationId: number, user: NewUser, passwordHash: string | null, operator: boolean): Promise<User> {
    const now = this.clock.now();
    const known = await this.accounts.findByLogin(user.login);
    if (known && passwordHash !== null) throw loginTaken(`Somebody has the login ${user.login}; add them without a password`);
    const account = known ?? (await this.insertAccount(user, passwordHash, operator));
    const isActive = passwordHash !== null;
    const membership = { organisationId, accountId: account.id, displayName: user.displayName, generation: 1, createdAt: now, updatedAt: now };
    try {
      const state = isActive ? ('active' as const) : ('invited' as const);
      const added = await this.users.insert({ ...membership, state, acceptedAt: isActive ? now : null, invitedEmail: isActive ? null : user.email, lastSignInAt: null });
      await this.audit.record(by, {
        organisationId,
        action: 'user.create',
        subject: { kind: 'user', id: added.id },
        details: { login: account.login, state: added.state },
      });
      // A new account has none, and whether another one has is not to be known before its person accepts.
      const made = { ...added, account, secondFactor: false };
      if (!isActive) await this.listeners.invited(made, by);
      return made;
    } catch (error) {
      throw isDuplicate(error) ? userExists(`${user.login} is a member of this organisation already`) : error;
    }
  }

  /**
   * Somebody whose invitation was withdrawn is invited anew; null: it was not withdrawn here. An account that nobody has come by, here or
   * elsewhere, takes the address that is given now: the first one may have been a slip. Nothing goes to it that was given to the
   * user before, since a withdrawn invitation takes all of that away.
   */
  private async inviteAgain(by: Actor, organisationId: number, { login, displayName, email }: NewUser): Promise<User | null> {
    const now = this.clock.now();
    const before = await this.users.findWithdrawn(organisationId, login);
    if (!before || !(await this.users.inviteAgain(organisationId, before.id, { displayName, email }, now))) return null;
    await this.accounts.readdress(before.accountId, organisationId, email, now);
    await this.audit.record(by, { organisationId, action: 'user.invite', subject: { kind: 'user', id: before.id } });
    const user = (await this.users.find(organisationId, before.id)) as User;
    await this.listeners.invited(user, by);
    return user;
  }

  /** Also somebody whose invitation was withdrawn: by the id, as the audit trail tells it, and nowhere else. */
  async get(by: Member, id: number): Promise<User> {
    const user = await this.users.find(by.organisation.id, id);
    if (!user) throw userNotFound();
    return user;
  }

  /** @throws 404 for somebody whose invitation was withdrawn, too: nothing can be given to nobody. */
  async present(by: Member, id: number): Promise<User> {
    const user = await this.get(by, id);
    if (isWithdrawn(user)) throw userNotFound();
    return user;
  }

  async update(by: Member, id: number, { displayName, state }: UserChanges): Promise<Changed<User>> {
    const before = await this.get(by, id);
    // An invitation is accepted by its person, not by whoever invited.
    if (state === 'active' && before.acceptedAt === null) throw userNotAccepted();
    return this.power.change([by.organisation.id], async () => {
      const now = this.clock.now();
      const former = await this.get(by, id);
      if (displayName !== undefined) await this.users.rename(by.organisation.id, id, displayName, now);
      const moved = state !== undefined && (await this.users.setState(by.organisation.id, id, state, now));
      if (moved && former.acceptedAt === null) await this.listeners.withdrawn(former, actorOf(by));
      await this.audit.record(actorOf(by), {
        organisationId: by.organisation.id,
        action: moved ? (state === 'disabled' ? 'user.disable' : 'user.enable') : 'user.update',
        subject: { kind: 'user', id },
        details: toldChanges({ ...former }, { displayName, state }),
      });
      return this.get(by, id);
    });
  }

  private async insertAccount({ login, email }: NewUser, passwordHash: string | null, operator: boolean): Promise<Account> {
    const now = this.clock.now();
    try {
      return await this.accounts.insert({
        login,
        loginLower: login.toLowerCase(),
        email,
        emailLower: email.toLowerCase(),
        passwordHash,
        state: 'active',
        generation: 1,
        operator,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      throw isDuplicate(error) ? loginTaken(`Somebody has the login ${login}`) : error;
    }
  }
}
