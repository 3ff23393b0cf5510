import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller, CallObserver, Origin, Refusal } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Log } from '../../platform/logging/index.js';
import { UsageRecorder } from '../key-usage/index.js';
import type { Decision } from './decision.entity.js';
import { DecisionsRepository } from './decisions.repository.js';
import { checksOfRefusal, checksOfRejection, type KeptCheck } from './kept-checks.js';

type NewDecision = Omit<Decision, 'id'>;
type Who = Pick<Caller, 'credential' | 'key' | 'userId' | 'organisation'>;

const writeEveryMs = 1_000;
const forgetEveryMs = 3_600_000;
/** Refusals of one caller that are kept in a minute: a client in a loop must not fill the table. */
const mostPerMinute = 20;
const mostWaiting = 5_000;

/** Remembers the use of keys and the refusals of callers: gathered in memory, written in batches. */
@Injectable()
export class DecisionsRecorder implements CallObserver, OnModuleInit, BeforeApplicationShutdown {
  private waiting: NewDecision[] = [];
  private readonly counts = new Map<string, number>();
  private minute = 0;
  private timers: NodeJS.Timeout[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly rows: DecisionsRepository,
    private readonly usage: UsageRecorder,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timers = [setInterval(() => void this.flush(), writeEveryMs).unref(), setInterval(() => void this.forget(), forgetEveryMs).unref()];
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach(clearInterval);
    await this.flush();
  }

  allowed(caller: Caller, permission: string | null): void {
    this.use(caller, permission, 'allowed', caller.origin);
  }

  refused(caller: Caller, { decisionId, permissions, target, workspaceUnknown }: Refusal): void {
    this.use(caller, permissions[0] ?? null, 'refused', caller.origin);
    const asked = target ?? { workspaceId: null };
    this.keep(caller, caller.origin, decisionId, 'permission-missing', () => checksOfRefusal(caller, permissions, asked, workspaceUnknown), permissions, asked.workspaceId);
  }

  rejected(caller: Who, reason: string, origin: Origin, decisionId: string): void {
    this.use(caller, null, 'refused', origin);
    this.keep(caller, origin, decisionId, reason, () => checksOfRejection(reason), [], null);
  }

  /** One that has not been written yet. */
  find(organisationId: number, decisionId: string): NewDecision | undefined {
    return this.waiting.find((decision) => decision.organisationId === organisationId && decision.decisionId === decisionId);
  }

  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async forget(): Promise<void> {
    try {
      await this.transaction.run(() => this.rows.forget(this.clock.now() - this.config.decisionDays * 86_400_000));
    } catch (error) {
      this.log.warn({ err: error }, 'old decisions could not be removed; the next try is in an hour');
    }
  }

  private use({ key, organisation }: Who, permission: string | null, result: 'allowed' | 'refused', origin: Origin): void {
    if (key && organisation) this.usage.record({ apiKeyId: key.id, organisationId: organisation.id, permission, result, origin });
  }

  private keep(
    { credential, key, userId, organisation }: Who,
    origin: Origin,
    decisionId: string,
    code: string,
    checks: () => KeptCheck[],
    permissions: readonly string[],
    workspaceId: number | null,
  ): void {
    if (!organisation || this.isTooMuch(`${credential.kind}:${credential.id}`)) return;
    this.waiting.push({
      decisionId,
      organisationId: organisation.id,
      occurredAt: this.clock.now(),
      code,
      credentialKind: credential.kind,
      apiKeyId: key?.id ?? null,
      userId,
      permissions: [...permissions],
      workspaceId,
      checks: checks(),
      address: origin.address.slice(0, 64),
      userAgent: origin.userAgent.slice(0, 200),
      requestId: origin.requestId.slice(0, 64),
    });
  }

  private isTooMuch(caller: string): boolean {
    const minute = Math.floor(this.clock.now() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts.clear();
    }
    const count = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, count);
    return count > mostPerMinute || this.waiting.length >= mostWaiting;
  }

  /** What waits can be found until it is written. */
  private async write(): Promise<void> {
    const some = this.waiting.slice(0, 500);
    if (some.length === 0) return;
    try {
      await this.transaction.run(() => this.rows.insert(some));
      this.waiting = this.waiting.slice(some.length);
    } catch (error) {
      this.log.warn({ err: error }, 'refusals could not be written; the next try is in a second');
    }
  }
}
