import { Entity, PrimaryColumn } from 'typeorm';
import { CounterColumn } from '../database/index.js';

/** How often the facts of a shard have changed; raised under its row lock, so the order of epochs is that of commits. */
@Entity('shard_epoch')
export class ShardEpoch {
  @PrimaryColumn({ type: 'integer' })
  shard: number;

  @CounterColumn()
  epoch: number;
}
