import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Seals } from '../../platform/crypto/index.js';
import { type Account, AccountsRepository } from '../users/index.js';

const lifeMs = 5 * 60 * 1000;
const place = 'session/second-step';

interface Step {
  readonly account: number;
  readonly generation: number;
  readonly until: number;
}

/** Remembers, for a page that asks in two steps, that the password was right: a sealed note the browser brings back. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly seals: Seals,
    private readonly accounts: AccountsRepository,
    private readonly clock: Clock,
  ) {}

  note({ id, generation }: Account): string {
    const step: Step = { account: id, generation, until: this.clock.now() + lifeMs };
    const { ciphertext, sealId } = this.seals.seal(JSON.stringify(step), place);
    return `${sealId}.${ciphertext}`;
  }

  /** Whose password was right; undefined when that was too long ago, or is so no longer. */
  async read(note: string): Promise<Account | undefined> {
    const step = this.open(note);
    const account = step && step.until > this.clock.now() ? await this.accounts.find(step.account) : null;
    return account?.state === 'active' && account.generation === step?.generation ? account : undefined;
  }

  private open(note: string): Step | undefined {
    const [, sealId, ciphertext] = /^(\d{1,9})\.([\w-]{1,1000})$/.exec(note) ?? [];
    if (sealId === undefined || ciphertext === undefined) return undefined;
    try {
      return JSON.parse(this.seals.open({ ciphertext, sealId: Number(sealId) }, place)) as Step;
    } catch {
      return undefined; // not ours, or changed
    }
  }
}
