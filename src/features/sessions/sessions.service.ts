import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Caller, type Origin, sessionOnly } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { Transaction } from '../../platform/database/index.js';
import { addressBlock } from '../attempts/index.js';
import { accountActor, actorOf } from '../audit/index.js';
import { type Account, type SecondProof, SecondFactors, UsersRepository } from '../users/index.js';
import { PasswordCheck } from './password-check.js';
import { SecondFactorCheck } from './second-factor-check.js';
import { SessionAudit } from './session-audit.js';
import type { Session } from './session.entity.js';
import { secondFactorRefused, secondFactorRequired, signInRefused } from './sessions.errors.js';
import { SessionsRepository } from './sessions.repository.js';

/** A new session and, this one time, its token. */
export interface StartedSession {
  readonly session: Session;
  readonly account: Account;
  readonly token: string;
}

export const sessionSeconds = 12 * 60 * 60;

const howToContinue = 'The account has a second factor: send the same once more with `totp`, the code your app shows, or with a `recoveryCode`';

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordCheck,
    private readonly factors: SecondFactors,
    private readonly secondFactor: SecondFactorCheck,
    private readonly digests: Digests,
    private readonly transaction: Transaction,
    private readonly audit: SessionAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * `proof` undefined: the door has no place for a second one. @throws 401 alike for an unknown login, a wrong
   * password and a disabled account; 401 of its own where a second factor is wanting or wrong; 429 after too many wrong ones.
   */
  async signIn(login: string, password: string, origin: Origin, proof?: SecondProof): Promise<StartedSession> {
    const account = await this.prove(login, password, origin);
    const started = await this.startUnlessSecond(account, origin);
    if (started) return started;
    if (!proof) throw secondFactorRequired('The account has a second factor, and there is no place for it here: use an API key');
    if (proof.totp === undefined && proof.recoveryCode === undefined) throw secondFactorRequired(howToContinue);
    return this.complete(account, proof, origin);
  }

  /** Whose password it is. @throws 401 when nobody's, 429 after too many wrong ones. */
  async prove(login: string, password: string, origin: Origin): Promise<Account> {
    const { account, right } = await this.passwords.run(login, password, origin);
    if (account && right) return account;
    await this.refuse(account, origin, 'password');
    throw signInRefused();
  }

  /** The password was right; undefined when that is not enough. */
  async startUnlessSecond(account: Account, origin: Origin): Promise<StartedSession | undefined> {
    if ((await this.factors.since(account.id)) !== null) return undefined;
    return this.transaction.run(() => this.begin(account, origin));
  }

  /** The password was right. @throws 401 when the second proof is not good, 429 after too many of those. */
  async complete(account: Account, proof: SecondProof, origin: Origin): Promise<StartedSession> {
    const started = await this.secondFactor.using(account, proof, origin, () => this.begin(account, origin));
    if (started) return started;
    await this.refuse(account, origin, 'second-factor');
    throw secondFactorRefused();
  }

  async signOut(by: Caller): Promise<void> {
    if (by.credential.kind !== 'session') throw sessionOnly('Only a session can be signed out');
    await this.transaction.run(async () => {
      if (!(await this.sessions.end(by.credential.id, this.clock.now()))) return;
      await this.audit.record(actorOf(by), by.account?.id ?? null, { action: 'session.delete', subject: { kind: 'session', id: by.credential.id } });
    });
  }

  /** Inside a transaction: a session of an account whose person has just been proved. */
  async begin(account: Account, origin: Origin): Promise<StartedSession> {
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
    await this.audit.record(accountActor(account.id, account.login, origin), account.id, { action: 'session.create', subject: { kind: 'session', id: session.id } });
    return { session, account, token: `${session.id}.${secret}` };
  }

  private refuse(account: Account | null, origin: Origin, at: 'password' | 'second-factor'): Promise<void> {
    const actor = accountActor(account?.id ?? null, account?.login ?? '', origin);
    const entry = { action: 'session.create', subject: { kind: 'session', id: null }, result: 'refused', details: { at } } as const;
    return this.transaction.run(() => this.audit.record(actor, account?.id ?? null, entry));
  }
}
