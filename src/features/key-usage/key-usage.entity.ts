import { Entity, Index } from 'typeorm';
import { CounterColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** How often a key was used in an hour or a day (UTC). */
@Entity('key_usage')
@Index('uq_key_usage_apiKeyId_period_startsAt', ['apiKeyId', 'period', 'startsAt'], { unique: true })
@Index('ix_key_usage_period_startsAt', ['period', 'startsAt'])
export class KeyUsage {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  apiKeyId: number;

  @TextColumn(8)
  period: 'hour' | 'day';

  @InstantColumn()
  startsAt: number;

  @CounterColumn()
  allowed: number;

  @CounterColumn()
  refused: number;
}
