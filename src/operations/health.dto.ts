import { ApiProperty } from '@nestjs/swagger';

export class HealthDto {
  /**
   * Always `ok`; anything else is another status.
   * @example "ok"
   */
  status: string;
}

/** Whether acknowledged changes survive the machine of the database. */
export class DurabilityDto {
  /**
   * `durable`, `not durable`, or `unknown` when the database does not say.
   * @example "durable"
   */
  commits: string;
  /**
   * What the operator should do something about.
   * @example ["sync_binlog is 0, not 1: after a crash of its machine replicas and backups can miss what was acknowledged"]
   */
  warnings: string[];
  /** What the database said of the settings it rests on, by its own names for them. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { innodb_flush_log_at_trx_commit: '1', log_bin: 'ON', sync_binlog: '1' } })
  settings: Record<string, string>;
}

export class ReadinessDto extends HealthDto {
  /** As it was a minute ago at most. It is information: a server is ready also when commits are not durable. */
  durability: DurabilityDto;
  /**
   * Where REDIS_URL is used: `connected` or `disconnected`. It is information: without Redis changes are acknowledged later, and all else is the same.
   * @example "connected"
   */
  redis?: string;
}
