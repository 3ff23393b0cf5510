import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/index.js';

/** When a job was last begun, by whichever process. */
@Entity('job')
export class Job {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  @InstantColumn()
  begunAt: number;
}
