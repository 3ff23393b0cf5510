import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { Transaction } from '../../platform/database/index.js';
import { AttemptsService } from '../attempts/index.js';
import { type Account, type SecondProof, SecondFactors } from '../users/index.js';
import { AccountLimits } from './account-limits.js';

/** Takes the second proof of a person, together with what it is shown for: either both happen or none. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly factors: SecondFactors,
    private readonly limits: AccountLimits,
    private readonly attempts: AttemptsService,
    private readonly transaction: Transaction,
  ) {}

  /** Runs `work` when the proof is good; undefined when it is not. @throws 429 after too many wrong ones. */
  using<T>(account: Account, proof: SecondProof, origin: Origin, work: () => Promise<T>): Promise<T | undefined> {
    return this.counted(account, origin, () => this.transaction.run(async () => ((await this.factors.use(account.id, proof)) ? work() : undefined)));
  }

  /** Counts an attempt, and gives it back when `attempt` answers something. */
  async counted<T>({ id, login }: Account, origin: Origin, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    return this.attempts.during(await this.limits.of('second-factor', login, id, origin), attempt);
  }
}
