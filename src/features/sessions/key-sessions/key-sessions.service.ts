import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Caller, sessionOnly } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Digests } from '../../../platform/crypto/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import type { KeySession } from './key-session.entity.js';
import { KeySessionsRepository } from './key-sessions.repository.js';

/** How long a token is taken that nobody renews, how old it must be to be renewed, and when the key must sign in again. */
export const idleSeconds = 3 * 60 * 60;
const renewalSeconds = 60 * 60;
const signInSeconds = 24 * 60 * 60;

/** The sessions of service keys. A token is `k<id>.<secret>`, so that it is never taken for a person's. */
@Injectable()
export class KeySessionsService {
  constructor(
    private readonly sessions: KeySessionsRepository,
    private readonly digests: Digests,
    private readonly transaction: Transaction,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** `by`: the key as this secret of it was just checked; `generations`: those that were read with it. Answers the token. */
  async signIn(by: Caller, secretId: number, generations: string): Promise<string> {
    if (!by.key || !by.organisation) throw sessionOnly('Only a service key has a session of this kind');
    const { id: apiKeyId } = by.key;
    const { id: organisationId } = by.organisation;
    const now = this.clock.now();
    return this.transaction.run(async () => {
      await this.sessions.deleteExpired(apiKeyId, now);
      const { id, token } = await this.start({ organisationId, apiKeyId, secretId, generations, firstId: null, signedInAt: now }, now);
      await this.record(by, organisationId, 'session.create', id);
      return token;
    });
  }

  /**
   * A fresh token for the session of this (checked) token once it is an hour old; undefined: go on with the old one.
   * The old one stays until it ends by itself, because requests under way still carry it.
   */
  async renewed(token: string): Promise<string | undefined> {
    const session = await this.sessions.find(idOf(token));
    const now = this.clock.now();
    if (!session || now < session.createdAt + renewalSeconds * 1000 || session.expiresAt >= session.signedInAt + signInSeconds * 1000) return undefined;
    return this.transaction.run(async () => (await this.start({ ...session, firstId: session.firstId ?? session.id }, now)).token);
  }

  /** Ends the session of a (checked) token and all that came from the same sign-in; again: nothing happens. */
  async signOut(by: Caller, token: string): Promise<void> {
    const session = await this.sessions.find(idOf(token));
    if (!session) return;
    await this.transaction.run(async () => {
      if (!(await this.sessions.endSignIn(session.firstId ?? session.id, this.clock.now()))) return;
      await this.record(by, session.organisationId, 'session.delete', session.id);
    });
  }

  private async start(session: Omit<KeySession, 'id' | 'digest' | 'pepperId' | 'createdAt' | 'expiresAt' | 'endedAt'>, now: number): Promise<{ id: number; token: string }> {
    const { organisationId, apiKeyId, secretId, generations, firstId, signedInAt } = session;
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = Math.min(now + idleSeconds * 1000, signedInAt + signInSeconds * 1000);
    const row = { organisationId, apiKeyId, secretId, generations, ...this.digests.of(secret), firstId, signedInAt, createdAt: now, expiresAt, endedAt: null };
    const { id } = await this.sessions.insert(row);
    return { id, token: `k${id}.${secret}` };
  }

  private record(by: Caller, organisationId: number, action: string, id: number): Promise<void> {
    return this.audit.record(actorOf(by), { organisationId, action, subject: { kind: 'key-session', id } });
  }
}

const idOf = (token: string): number => Number(token.slice(1, token.indexOf('.')));
