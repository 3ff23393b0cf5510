/** Whether what was committed survives the machine, as far as the database says. */
export interface Durability {
  readonly commits: 'durable' | 'not durable' | 'unknown';
  /** What somebody should do something about, in words. */
  readonly warnings: readonly string[];
  /** What the database said of the settings it rests on, by its own names for them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What MySQL and MariaDB call them. */
export const mysqlSettings = {
  variables: ['innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog', 'read_only', 'rpl_semi_sync_master_enabled', 'rpl_semi_sync_source_enabled'],
  states: ['Rpl_semi_sync_master_status', 'Rpl_semi_sync_source_status'],
} as const;

/** Of MySQL and MariaDB. */
export function judgeMysql(settings: Readonly<Record<string, string>>): Durability {
  const { innodb_flush_log_at_trx_commit: flush, log_bin: binaryLog, sync_binlog: syncBinaryLog, read_only: readOnly } = settings;
  const lost: string[] = [];
  if (flush !== undefined && flush !== '1') lost.push(`innodb_flush_log_at_trx_commit is ${flush}, not 1: a crash of its machine can lose what was acknowledged`);
  if (isOn(binaryLog) && syncBinaryLog !== '1') lost.push(`sync_binlog is ${syncBinaryLog}, not 1: after a crash of its machine replicas and backups can miss what was acknowledged`);
  const other: string[] = [];
  const { rpl_semi_sync_master_enabled: master, rpl_semi_sync_source_enabled: source } = settings;
  const isWaiting = isOn(settings['Rpl_semi_sync_master_status']) || isOn(settings['Rpl_semi_sync_source_status']);
  if ((isOn(master) || isOn(source)) && !isWaiting) other.push('semi-synchronous replication is enabled but not at work: a failover can lose what was acknowledged');
  if (isOn(readOnly)) other.push('read_only is on: this is not the primary');
  const commits = flush === undefined ? 'unknown' : lost.length > 0 ? 'not durable' : 'durable';
  return { commits, warnings: [...lost, ...other], settings };
}

/** Of SQLite, where the server sets them itself; a file system can refuse the write-ahead log. */
export function judgeSqlite(settings: Readonly<Record<string, string>>): Durability {
  const { synchronous } = settings;
  // FULL and EXTRA.
  const isDurable = synchronous === '2' || synchronous === '3';
  return { commits: isDurable ? 'durable' : 'not durable', warnings: isDurable ? [] : [`synchronous is ${synchronous}, not 2 (FULL)`], settings };
}

const isOn = (value: string | undefined): boolean => /^(on|1)$/i.test(value ?? '');
