import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Origin } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Log } from '../../../platform/logging/index.js';
import type { SessionLastUse } from './session-last-use.entity.js';
import { SessionUsesRepository } from './session-uses.repository.js';

const writeEveryMs = 5_000;
/** Rows written in one transaction: others want their turn. */
const batch = 100;

/** Gathers the use of sessions in memory and writes it in batches: a request waits for none of it, and a crash loses a few seconds. */
@Injectable()
export class SessionUseRecorder implements OnModuleInit, BeforeApplicationShutdown {
  private gathered = new Map<number, SessionLastUse>();
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly rows: SessionUsesRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), writeEveryMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  record(sessionId: number, { address }: Origin): void {
    this.gathered.set(sessionId, { sessionId, usedAt: this.clock.now(), address: address.slice(0, 64) });
  }

  /** Writes what was gathered; what cannot be written is kept for the next time. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const uses = [...this.gathered.values()];
    this.gathered = new Map();
    for (let i = 0; i < uses.length; i += batch) {
      try {
        await this.transaction.run(async () => {
          for (const use of uses.slice(i, i + batch)) await this.rows.move(use);
        });
      } catch (error) {
        this.log.warn({ err: error }, 'the use of sessions could not be written; the next try is in a few seconds');
        for (const use of uses.slice(i)) if (!this.gathered.has(use.sessionId)) this.gathered.set(use.sessionId, use);
        return;
      }
    }
  }
}
