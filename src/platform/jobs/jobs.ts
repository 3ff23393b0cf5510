import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Transaction } from '../database/index.js';
import { Log } from '../logging/index.js';
import { JobsRepository } from './jobs.repository.js';

/** Work that is due from time to time. */
export interface ScheduledJob {
  /** One name a job, in every process. */
  readonly name: string;
  readonly everyMs: number;
  /** It may be killed at any point and is then begun again when it is due next. */
  readonly work: () => Promise<unknown>;
}

/** How often a process looks whether a job is due, in parts of its period. */
const looksInAPeriod = 6;

/**
 * Runs what is due from time to time once, however many processes there are: each looks, and the one that takes
 * the row does it. A job that fails is logged and is due again after its period.
 */
@Injectable()
export class Jobs implements OnModuleDestroy {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();
  private ending = false;

  constructor(
    private readonly jobs: JobsRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  schedule(job: ScheduledJob): void {
    this.timers.push(setInterval(() => void this.runIfDue(job), job.everyMs / looksInAPeriod).unref());
  }

  /** Whether this process did it. */
  async runIfDue({ name, everyMs, work }: ScheduledJob): Promise<boolean> {
    if (this.ending) return false;
    let taken = false;
    const run = (async () => {
      try {
        const now = this.clock.now();
        taken = await this.transaction.run(() => this.jobs.take(name, now, now - everyMs));
        if (taken) await work();
      } catch (error) {
        this.log.warn({ err: error, job: name }, 'a job failed; it is tried again when it is due next');
      }
    })();
    this.running.add(run);
    await run;
    this.running.delete(run);
    return taken;
  }

  /** What is under way needs the database, so it is waited for. */
  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
  }
}
