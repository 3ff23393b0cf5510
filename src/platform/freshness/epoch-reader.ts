import { Injectable } from '@nestjs/common';
import { FactSource } from './fact-source.js';

/** Says whether facts read from now on are at least as new as an epoch. */
@Injectable()
export class EpochReader {
  constructor(private readonly facts: FactSource) {}

  async hasReached(epochs: ReadonlyMap<number, number>): Promise<boolean> {
    return this.facts.hasReached(epochs);
  }
}
