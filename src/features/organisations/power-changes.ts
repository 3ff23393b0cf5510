import { Injectable } from '@nestjs/common';
import { type Changed, Freshness } from '../../platform/freshness/index.js';
import { OrganisationsRepository } from './organisations.repository.js';

type Check = (organisationId: number) => Promise<void>;

/**
 * Changes that give power or take it away. In one organisation they happen one after another, so that none is judged
 * by what another is about to undo; after each, what must remain is checked in the same transaction.
 */
@Injectable()
export class PowerChanges {
  private readonly checks: Check[] = [];

  constructor(
    private readonly freshness: Freshness,
    private readonly organisations: OrganisationsRepository,
  ) {}

  /** A later feature says what must hold afterwards; it throws to undo the change. */
  afterwards(check: Check): void {
    this.checks.push(check);
  }

  /** `shards`: those that change besides the organisations. */
  change<T extends object>(organisationIds: readonly number[], work: () => Promise<T>, shards: readonly number[] = []): Promise<Changed<T>> {
    const inOrder = [...organisationIds].sort((a, b) => a - b);
    return this.freshness.change([...shards, ...inOrder], async () => {
      for (const id of inOrder) await this.organisations.lock(id);
      const result = await work();
      for (const id of inOrder) for (const check of this.checks) await check(id);
      return result;
    });
  }
}
