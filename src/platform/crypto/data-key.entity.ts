import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, LongTextColumn, OptionalTextColumn, TextColumn } from '../database/index.js';

/** A random key, wrapped by the master key. */
@Entity('data_key')
@Index('uq_data_key_slot', ['slot'], { unique: true })
@Index('uq_data_key_name', ['name'], { unique: true })
export class DataKey {
  @IdColumn()
  id: number;

  /** Random; binds the wrapped text to this row. */
  @TextColumn(32)
  name: string;

  @TextColumn(32)
  purpose: string;

  /** The purpose, while this is the key new values are made with; so two first keys cannot both be. */
  @OptionalTextColumn(32)
  slot: string | null;

  @LongTextColumn()
  wrapped: string;

  /** Fingerprint of the master key it is wrapped under. */
  @TextColumn(16)
  wrappedBy: string;

  @InstantColumn()
  createdAt: number;
}
