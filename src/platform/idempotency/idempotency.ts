import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Seals } from '../crypto/index.js';
import { isDuplicate, RetryTransaction, Transaction } from '../database/index.js';
import { Log } from '../logging/index.js';
import { idempotencyExpired, idempotencyMismatch } from './idempotency.errors.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import type { IdempotencyRecord } from './idempotency-record.entity.js';

/** A call that is to happen once. */
export interface OnceCall {
  readonly owner: string;
  readonly name: string;
  readonly requestDigest: string;
}

export const answerKeptMs = 10 * 60_000;
const recordKeptMs = 30 * 86_400_000;
const wipeEveryMs = 60_000;

/** Makes a creating call happen once, however often it is repeated (`Idempotency-Key`). */
@Injectable()
export class Idempotency implements OnModuleInit, OnModuleDestroy {
  private readonly current = new AsyncLocalStorage<OnceCall & { taken: boolean }>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly records: IdempotencyRepository,
    private readonly transaction: Transaction,
    private readonly seals: Seals,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.wipe(), wipeEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** What `handle` creates, it creates once. */
  during<T>(call: OnceCall, handle: () => T): T {
    return this.current.run({ ...call, taken: false }, handle);
  }

  /**
   * Inside a transaction: runs `work`, or answers what it answered the first time. The record is written in the same
   * transaction, so that there is never one without the other. Results must be plain data.
   */
  async once<T>(work: () => Promise<T>): Promise<T> {
    const call = this.current.getStore();
    if (!call || call.taken) return work();
    const known = await this.records.find(call.owner, call.name);
    if (known) return this.repeat<T>(call, known);
    await this.begin(call);
    call.taken = true;
    try {
      const result = await work();
      const { ciphertext, sealId } = this.seals.seal(JSON.stringify(result), placeOf(call));
      await this.records.keep(call.owner, call.name, { sealed: ciphertext, sealId });
      return result;
    } finally {
      // The transaction may run again.
      call.taken = false;
    }
  }

  /** What a repetition is to answer from now on, after the transaction. Fails silently: it would then answer as before. */
  async amend<T>(result: T): Promise<void> {
    const call = this.current.getStore();
    if (!call) return;
    const { ciphertext, sealId } = this.seals.seal(JSON.stringify(result), placeOf(call));
    await this.records.keep(call.owner, call.name, { sealed: ciphertext, sealId }).catch((error: unknown) => {
      this.log.warn({ err: error }, 'an answer could not be amended');
    });
  }

  /** Keeps answers no longer than promised; every node may do it. */
  async wipe(): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transaction.run(async () => {
        await this.records.wipe(now - answerKeptMs);
        await this.records.forget(now - recordKeptMs);
      });
    } catch (error) {
      this.log.warn({ err: error }, 'answers could not be wiped; the next try is in a minute');
    }
  }

  private repeat<T>(call: OnceCall, { requestDigest, sealed, sealId, createdAt }: IdempotencyRecord): T {
    if (requestDigest !== call.requestDigest) throw idempotencyMismatch();
    if (sealed === null || sealId === null || createdAt + answerKeptMs <= this.clock.now()) throw idempotencyExpired();
    return JSON.parse(this.seals.open({ ciphertext: sealed, sealId }, placeOf(call))) as T;
  }

  /** Of several at once the first goes on; the others wait for its end and then find what it answered. */
  private async begin({ owner, name, requestDigest }: OnceCall): Promise<void> {
    try {
      await this.records.insert({ owner, name, requestDigest, sealed: null, sealId: null, createdAt: this.clock.now() });
    } catch (error) {
      throw isDuplicate(error) ? new RetryTransaction() : error;
    }
  }
}

const placeOf = ({ owner, name }: OnceCall): string => `idempotency_record/${owner}/${name}/sealed`;
