import { hash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Caller, type Origin, sessionOnly } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Digests, PasswordHasher } from '../../platform/crypto/index.js';
import { Transaction } from '../../platform/database/index.js';
import { addressBlock, AttemptsService, type Limit } from '../attempts/index.js';
import { accountActor, type Actor, actorOf, AuditService } from '../audit/index.js';
import { type Account, AccountsRepository, UsersRepository } from '../users/index.js';
import type { Session } from './session.entity.js';
import { signInRefused } from './sessions.errors.js';
import { SessionsRepository } from './sessions.repository.js';

/** A new session and, this one time, its token. */
export interface StartedSession {
  readonly session: Session;
  readonly account: Account;
  readonly token: string;
}

export const sessionSeconds = 12 * 60 * 60;

const wrongPerAccount = 10;
const wrongPerAddress = 100;

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccountsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordHasher,
    private readonly digests: Digests,
    private readonly attempts: AttemptsService,
    private readonly transaction: Transaction,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** @throws 401 alike for an unknown login, a wrong password and a disabled account; 429 after too many wrong ones. */
  async signIn(login: string, password: string, origin: Origin): Promise<StartedSession> {
    const account = await this.accounts.findByLogin(login);
    const limits = await this.limits(login, account, origin.address);
    await this.attempts.take(limits);
    const right = await this.passwords.verify(password, account?.passwordHash ?? null);
    if (!account || !right || account.state !== 'active') {
      await this.transaction.run(() => this.record(accountActor(account?.id ?? null, account?.login ?? '', origin), account, 'session.create', 'refused', null));
      throw signInRefused();
    }
    await this.attempts.giveBack(limits);
    return this.transaction.run(() => this.start(account, origin));
  }

  async signOut(by: Caller): Promise<void> {
    if (by.credential.kind !== 'session') throw sessionOnly('Only a session can be signed out');
    await this.transaction.run(async () => {
      if (!(await this.sessions.end(by.credential.id, this.clock.now()))) return;
      const account = by.account && (await this.accounts.find(by.account.id));
      await this.record(actorOf(by), account, 'session.delete', 'done', by.credential.id);
    });
  }

  private async start(account: Account, origin: Origin): Promise<StartedSession> {
    const now = this.clock.now();
    const secret = randomBytes(32).toString('base64url');
    const session = await this.sessions.insert({
      accountId: account.id,
      accountGeneration: account.generation,
      ...this.digests.of(secret),
      address: addressBlock(origin.address),
      userAgent: origin.userAgent.slice(0, 200),
      createdAt: now,
      expiresAt: now + sessionSeconds * 1000,
      endedAt: null,
    });
    await this.users.signedIn(account.id, now);
    await this.record(accountActor(account.id, account.login, origin), account, 'session.create', 'done', session.id);
    return { session, account, token: `${session.id}.${secret}` };
  }

  /**
   * Strangers who guess use up an account's attempts only for addresses it has never signed in from: they cannot
   * lock its person out.
   */
  private async limits(login: string, account: Account | null, address: string): Promise<Limit[]> {
    const block = addressBlock(address);
    const known = account !== null && (await this.sessions.knows(account.id, block));
    // People type passwords where the login belongs: what is unknown is not stored as it was typed.
    const who = `login:${hash('sha256', login.toLowerCase(), 'base64url')}`;
    return [
      { bucket: `address:${block}`, most: wrongPerAddress },
      { bucket: known ? `${who}:${block}` : who, most: wrongPerAccount },
    ];
  }

  /** A person's sign-ins concern each organisation the person is in. */
  private async record(actor: Actor, account: Account | null, action: string, result: 'done' | 'refused', id: number | null): Promise<void> {
    const memberships = account ? await this.users.ofAccount(account.id) : [];
    const organisationIds = memberships.length > 0 ? memberships.map(({ organisationId }) => organisationId) : [null];
    for (const organisationId of organisationIds) await this.audit.record(actor, { organisationId, action, subject: { kind: 'session', id }, result });
  }
}
