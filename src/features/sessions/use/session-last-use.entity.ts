import { Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, TextColumn } from '../../../platform/database/index.js';

/** When and from where a session was last used. Only ever moves forward. */
@Entity('session_last_use')
@Index('ix_session_last_use_usedAt', ['usedAt'])
export class SessionLastUse {
  @PrimaryColumn({ type: 'integer' })
  sessionId: number;

  @InstantColumn()
  usedAt: number;

  @TextColumn(64)
  address: string;
}
