import type { DataSource } from 'typeorm';
import { FactSource } from '../fact-source.js';
import type { Load } from '../load.js';

/** Facts on MySQL: read from the primary for every answer, in one snapshot; nothing is remembered. */
export class MysqlFactSource extends FactSource {
  constructor(
    private readonly dataSource: DataSource,
    capacity: number,
  ) {
    super(capacity);
  }

  look(): boolean {
    return false;
  }

  regain(): Promise<void> {
    return Promise.resolve();
  }

  async read<T>(load: () => Load<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner('master');
    try {
      await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      const steps = load();
      let step = steps.next();
      while (!step.done) step = steps.next((await runner.query(step.value.sql, [...step.value.parameters])) as unknown[]);
      await runner.query('COMMIT');
      return step.value;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
