import { Entity, PrimaryColumn } from 'typeorm';
import { CounterColumn, OptionalTextColumn } from '../database/index.js';

/** How often the facts of a shard have changed; raised under its row lock, so the order of epochs is that of commits. */
@Entity('shard_epoch')
export class ShardEpoch {
  @PrimaryColumn({ type: 'integer' })
  shard: number;

  @CounterColumn()
  epoch: number;

  /** The name of the change that raised it last. */
  @OptionalTextColumn(32)
  lastChange: string | null;
}
