import { Entity, Index } from 'typeorm';
import { CounterColumn, IdColumn, InstantColumn, OptionalTextColumn, RefColumn } from '../database/index.js';

/** One acknowledged change of the facts of a shard. */
@Entity('fact_change')
@Index('uq_fact_change_shard_epoch', ['shard', 'epoch'], { unique: true })
export class FactChange {
  @IdColumn()
  id: number;

  @RefColumn()
  shard: number;

  @CounterColumn()
  epoch: number;

  /** Random, never the same for two changes; none in rows from before changes had names. */
  @OptionalTextColumn(32)
  name: string | null;

  @InstantColumn()
  changedAt: number;
}
