import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CALL_OBSERVER } from '../../src/access/http/index.js';
import type { CallObserver } from '../../src/access/index.js';
import { UsageRecorder } from '../../src/features/key-usage/index.js';

/** Stops and resumes the recording of uses in a running server, to see what it costs. */
@Injectable()
export class RecordingSwitch {
  private allowed: CallObserver['allowed'] | undefined;

  constructor(private readonly modules: ModuleRef) {}

  /** What was recorded before is written first, so that writing it is not measured as the cost of not recording. */
  async turn(state: 'on' | 'off'): Promise<void> {
    const observer = this.modules.get<CallObserver>(CALL_OBSERVER, { strict: false });
    // Called as a member of its own in either state: so the engine finds both alike.
    this.allowed ??= observer.allowed.bind(observer);
    observer.allowed = state === 'on' ? this.allowed : () => undefined;
    await this.modules.get(UsageRecorder, { strict: false }).flush();
  }
}
