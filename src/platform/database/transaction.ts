import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { isConflict } from './database-errors.js';

const attempts = 12;

interface Running {
  readonly manager: EntityManager;
  readonly afterwards: (() => void)[];
}

/**
 * One transaction for everything called inside `run`, whichever feature it is in. Repositories must come from
 * here: one obtained elsewhere would wait for the transaction it is part of.
 */
@Injectable()
export class Transaction {
  private readonly current = new AsyncLocalStorage<Running>();

  constructor(private readonly dataSource: DataSource) {}

  get active(): boolean {
    return this.current.getStore() !== undefined;
  }

  get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.dataSource.manager;
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  /** Commits when `work` resolves. A deadlock or a lost conflict runs all of it again, so it must have no other effects. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.active) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(work);
      } catch (error) {
        if (attempt === attempts || !isConflict(error)) throw error;
        await sleep(Math.random() * 15 * attempt);
      }
    }
  }

  /** What is to happen once all of this is committed, such as a mail; not at all when it is not. It must not throw. */
  afterCommit(work: () => void): void {
    const running = this.current.getStore();
    if (running) running.afterwards.push(work);
    else work();
  }

  private async runOnce<T>(work: () => Promise<T>): Promise<T> {
    const afterwards: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) => this.current.run({ manager, afterwards }, work));
    for (const each of afterwards) each();
    return result;
  }
}
