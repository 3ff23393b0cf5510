import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { isDuplicate, Transaction } from '../database/index.js';
import { Job } from './job.entity.js';

@Injectable()
export class JobsRepository {
  constructor(private readonly transaction: Transaction) {}

  /** Takes the job unless it was begun after `lastBefore`: of all processes that try, one is told yes. */
  async take(name: string, now: number, lastBefore: number): Promise<boolean> {
    const jobs = this.transaction.repository(Job);
    const { affected } = await jobs.update({ name, begunAt: LessThanOrEqual(lastBefore) }, { begunAt: now });
    if (affected) return true;
    if (await jobs.existsBy({ name })) return false;
    try {
      await jobs.insert({ name, begunAt: now });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
