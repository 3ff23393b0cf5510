import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Recording, Recordings } from '../../../platform/recording/index.js';
import type { SessionLastUse } from './session-last-use.entity.js';
import { SessionUsesRepository } from './session-uses.repository.js';

/** Remembers when and from where each session was last used. */
@Injectable()
export class SessionUseRecorder {
  private gathered = new Map<number, SessionLastUse>();
  private readonly recording: Recording;

  constructor(
    private readonly rows: SessionUsesRepository,
    private readonly clock: Clock,
    recordings: Recordings,
  ) {
    this.recording = recordings.begin<SessionLastUse>({
      what: 'the use of sessions',
      everyMs: 5_000,
      batch: 100,
      take: () => this.take(),
      write: (uses) => this.write(uses),
      takeBack: (uses) => this.takeBack(uses),
    });
  }

  record(sessionId: number, { address }: Origin): void {
    this.gathered.set(sessionId, { sessionId, usedAt: this.clock.now(), address: address.slice(0, 64) });
  }

  flush(): Promise<void> {
    return this.recording.flush();
  }

  private take(): SessionLastUse[] {
    const uses = [...this.gathered.values()];
    this.gathered = new Map();
    return uses;
  }

  private async write(uses: readonly SessionLastUse[]): Promise<void> {
    for (const use of uses) await this.rows.move(use);
  }

  private takeBack(uses: readonly SessionLastUse[]): void {
    for (const use of uses) if (!this.gathered.has(use.sessionId)) this.gathered.set(use.sessionId, use);
  }
}
