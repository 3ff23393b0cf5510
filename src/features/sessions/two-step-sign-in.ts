import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import type { SecondProof } from '../users/index.js';
import { SecondStep } from './second-step.js';
import { secondStepOver } from './sessions.errors.js';
import { SessionsService, type StartedSession } from './sessions.service.js';

/** What a first step leads to: a session, or a note that the browser brings back with the second proof. */
export type FirstStep = { readonly started: StartedSession } | { readonly note: string };

/** Signing in as pages do it: the password first, and the second proof only where there is one to be given. */
@Injectable()
export class TwoStepSignIn {
  constructor(
    private readonly sessions: SessionsService,
    private readonly step: SecondStep,
  ) {}

  /** @throws 401 alike for an unknown login, a wrong password and a disabled account; 429 after too many wrong ones. */
  async begin(login: string, password: string, origin: Origin): Promise<FirstStep> {
    const account = await this.sessions.prove(login, password, origin);
    const started = await this.sessions.startUnlessSecond(account, origin);
    return started ? { started } : { note: this.step.note(account) };
  }

  /** @throws 401 when the password was shown too long ago, or when the second proof is not good; 429 after too many of those. */
  async finish(note: string, proof: SecondProof, origin: Origin): Promise<StartedSession> {
    const account = await this.step.read(note);
    if (!account) throw secondStepOver();
    return this.sessions.complete(account, proof, origin);
  }
}
