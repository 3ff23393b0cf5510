import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller, CallObserver, Origin, Refusal, Rejection } from '../../access/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { Jobs, type ScheduledJob } from '../../platform/jobs/index.js';
import { type Recording, Recordings } from '../../platform/recording/index.js';
import { UsageRecorder } from '../key-usage/index.js';
import type { Decision } from './decision.entity.js';
import { DecisionsRepository } from './decisions.repository.js';
import { checksOfRefusal, checksOfRejection, isPast, type KeptCheck } from './kept-checks.js';

type NewDecision = Omit<Decision, 'id'>;
type Who = Pick<Caller, 'credential' | 'key' | 'userId' | 'organisation'>;

/** Refusals of one caller that are kept in a minute: a client in a loop must not fill the table. */
const mostPerMinute = 20;
const mostWaiting = 5_000;

/** Remembers the use of keys and the refusals of callers. */
@Injectable()
export class DecisionsRecorder implements CallObserver, OnModuleInit {
  private waiting: NewDecision[] = [];
  /** Taken to be written: they can be found until they are in the table. */
  private leaving: readonly NewDecision[] = [];
  private readonly counts = new Map<string, number>();
  private minute = 0;
  private readonly recording: Recording;
  readonly job: ScheduledJob = { name: 'decisions-clean-up', everyMs: 3_600_000, work: () => this.forget() };

  constructor(
    private readonly rows: DecisionsRepository,
    private readonly usage: UsageRecorder,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: Jobs,
    recordings: Recordings,
  ) {
    this.recording = recordings.begin<NewDecision>({
      what: 'refusals',
      everyMs: 1_000,
      batch: 500,
      take: () => this.take(),
      write: (some) => this.rows.insert(some),
      written: ({ length }) => (this.leaving = this.leaving.slice(length)),
      takeBack: (some) => {
        this.waiting = [...some, ...this.waiting];
        this.leaving = [];
      },
    });
  }

  onModuleInit(): void {
    this.jobs.schedule(this.job);
  }

  allowed(caller: Caller, permission: string | null): void {
    this.use(caller, permission, 'allowed', caller.origin);
  }

  refused(caller: Caller, { decisionId, permissions, target, letIn = false, ...unknown }: Refusal): void {
    this.use(caller, permissions[0] ?? null, letIn ? 'refused in the end' : 'refused', caller.origin);
    const checks = () => checksOfRefusal(caller, permissions, target, unknown);
    this.keep(caller, caller.origin, decisionId, 'permission-missing', checks, permissions, target?.workspaceId ?? null);
  }

  rejected(caller: Who, { decisionId, reason, secretId }: Rejection, origin: Origin): void {
    this.use(caller, null, reason === 'secret-ended' ? 'refused with an ended secret' : 'refused', origin);
    const hasExpired = isPast(caller.key?.expiresAt, this.clock.now());
    this.keep(caller, origin, decisionId, reason, () => checksOfRejection(reason, { secretId, hasExpired }), [], null);
  }

  /** One that has not been written yet. */
  find(organisationId: number, decisionId: string): NewDecision | undefined {
    return [...this.leaving, ...this.waiting].find((decision) => decision.organisationId === organisationId && decision.decisionId === decisionId);
  }

  async flush(): Promise<void> {
    await this.recording.flush();
  }

  private async forget(): Promise<void> {
    await this.transaction.run(() => this.rows.forget(this.clock.now() - this.config.decisionDays * 86_400_000));
  }

  private take(): readonly NewDecision[] {
    this.leaving = this.waiting;
    this.waiting = [];
    return this.leaving;
  }

  private use({ key, organisation }: Who, permission: string | null, result: 'allowed' | 'refused' | 'refused in the end' | 'refused with an ended secret', origin: Origin): void {
    if (!key || !organisation) return;
    const use = { apiKeyId: key.id, oldSecretId: key.oldSecretId, organisationId: organisation.id, permission, origin };
    if (result === 'refused in the end') this.usage.refuseRecorded({ ...use, result: 'refused' });
    else if (result === 'refused with an ended secret') this.usage.recordEnded({ ...use, result: 'refused' });
    else this.usage.record({ ...use, result });
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
}
