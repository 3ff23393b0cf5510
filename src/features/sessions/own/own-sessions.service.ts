import { Injectable } from '@nestjs/common';
import { type Caller, sessionOnly } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type Page, pageOf, type Slice } from '../../../platform/http/index.js';
import { actorOf } from '../../audit/index.js';
import { accountNotFound, AccountsRepository } from '../../users/index.js';
import { SessionAudit } from '../session-audit.js';
import type { Session } from '../session.entity.js';
import { SessionUsesRepository } from '../use/session-uses.repository.js';
import { sessionNotFound } from '../sessions.errors.js';
import { SessionsRepository } from '../sessions.repository.js';

/** A session and what is known of its use. */
export interface OwnSession extends Session {
  readonly lastSeenAt: number;
  readonly lastAddress: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** What people do with their own sessions. Only a session may: no key sees or ends where its owner is signed in. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly uses: SessionUsesRepository,
    private readonly accounts: AccountsRepository,
    private readonly transaction: Transaction,
    private readonly audit: SessionAudit,
    private readonly clock: Clock,
  ) {}

  /** Those that are still taken, the newest first. */
  async list(by: Caller, slice: Slice): Promise<Page<OwnSession>> {
    const account = await this.accounts.find(personOf(by).accountId);
    if (!account) throw accountNotFound();
    const rows = await this.sessions.listOpen(account.id, account.generation, this.clock.now(), slice);
    const uses = await this.uses.of(rows.map(({ id }) => id));
    return pageOf(rows, slice, (session) => {
      const use = uses.get(session.id);
      const seen = { lastSeenAt: use?.usedAt ?? session.createdAt, lastAddress: use?.address ?? session.address };
      return { ...session, ...seen, current: session.id === by.credential.id };
    });
  }

  /** @throws 404 alike for another person's, one that has ended and one that never was. */
  async end(by: Caller, id: number): Promise<void> {
    const { accountId } = personOf(by);
    await this.transaction.run(async () => {
      if (!(await this.sessions.endOwn(accountId, id, this.clock.now()))) throw sessionNotFound();
      await this.audit.record(actorOf(by), accountId, { action: 'session.delete', subject: { kind: 'session', id } });
    });
  }

  /** Ends all but the one that asks; answers how many. */
  async endOthers(by: Caller): Promise<number> {
    const { accountId, sessionId } = personOf(by);
    return this.transaction.run(async () => {
      const ended = await this.sessions.endOthers(accountId, sessionId, this.clock.now());
      const subject = { kind: 'account', id: accountId };
      if (ended > 0) await this.audit.record(actorOf(by), accountId, { action: 'session.delete-others', subject, details: { ended } });
      return ended;
    });
  }
}

/** @throws 403 unless the caller is signed in as a person. */
export function personOf({ credential, account }: Caller): { readonly accountId: number; readonly sessionId: number } {
  if (credential.kind !== 'session' || !account) throw sessionOnly();
  return { accountId: account.id, sessionId: credential.id };
}
