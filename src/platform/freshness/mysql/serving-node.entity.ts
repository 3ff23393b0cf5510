import { Entity, PrimaryColumn } from 'typeorm';
import { CounterColumn } from '../../database/index.js';

/** A process that answers from memory, and how far it is. Its rounds only rise. */
@Entity('node')
export class ServingNode {
  /** Random, made anew whenever the process has to begin from nothing. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id: string;

  /** The last round of renewing that it has begun. */
  @CounterColumn()
  begun: number;

  /** The last round whose changes it has applied. */
  @CounterColumn()
  applied: number;
}
