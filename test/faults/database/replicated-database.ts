import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseServer } from './database-server.js';

const patienceMs = 20_000;
const writingMs = 500;

const common = ['--log-bin=binlog', '--sync-binlog=1', '--log-slave-updates', '--skip-slave-start'];
/** A commit is seen by nobody before the replica has it, and waits for as long as there is none. */
const semiSynchronous = ['--rpl-semi-sync-master-enabled=ON', '--rpl-semi-sync-master-wait-point=AFTER_SYNC', '--rpl-semi-sync-master-timeout=3600000'];

/** A MariaDB and its semi-synchronous replica. */
export class ReplicatedDatabase {
  private constructor(
    readonly primary: DatabaseServer,
    readonly replica: DatabaseServer,
  ) {}

  static async start(): Promise<ReplicatedDatabase> {
    const [primary, replica] = await Promise.all([
      DatabaseServer.start('--server-id=1', ...common, ...semiSynchronous),
      DatabaseServer.start('--server-id=2', ...common, '--rpl-semi-sync-slave-enabled=ON', '--read-only'),
    ]);
    const pair = new ReplicatedDatabase(primary, replica);
    await replica.query(`CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${primary.port}, MASTER_USER = 'operator', MASTER_USE_GTID = slave_pos`);
    await replica.query('START SLAVE');
    await until('the replica is there', async () => (await pair.replicas()) === 1);
    await primary.makeDatabase();
    return pair;
  }

  /** Makes the replica the primary. What it has received is applied first: that may have been acknowledged. */
  async promote(): Promise<void> {
    await this.replica.query('STOP SLAVE IO_THREAD');
    await this.replica.query('START SLAVE SQL_THREAD');
    await until('the replica has applied what it has', async () => {
      const [status] = await this.replica.query('SHOW SLAVE STATUS');
      return status?.['Master_Log_File'] === status?.['Relay_Master_Log_File'] && status?.['Read_Master_Log_Pos'] === status?.['Exec_Master_Log_Pos'];
    });
    await this.replica.query('STOP SLAVE');
    await this.replica.query('RESET SLAVE ALL');
    await this.replica.query('SET GLOBAL read_only = 0');
  }

  /** What is committed from now on is on the primary alone, and acknowledged all the same: what operators must never do. */
  async loseWhatFollows(): Promise<void> {
    await this.replica.query('STOP SLAVE');
    await this.primary.query('SET GLOBAL rpl_semi_sync_master_enabled = OFF');
  }

  /** What is committed from now on is on the primary alone, and waits for a replica. */
  async holdWhatFollows(): Promise<void> {
    await this.replica.query('STOP SLAVE');
    await this.primary.query('SET GLOBAL rpl_semi_sync_master_enabled = ON');
  }

  /** The connection of the product that runs such a statement; undefined: none does. */
  async running(statement: string): Promise<number | undefined> {
    const running = await this.primary.query('SHOW PROCESSLIST');
    const found = running.find(({ User, Info }) => User === 'latchkey' && String(Info).startsWith(statement));
    return found && Number(found['Id']);
  }

  /** Resolves when the commit of this connection is written and waits for a replica: others may commit, too. */
  async untilItWaits(connection: number): Promise<void> {
    const isCommitting = async () => (await this.primary.query(`SELECT ID FROM information_schema.PROCESSLIST WHERE ID = ${connection} AND INFO = 'COMMIT'`)).length === 1;
    await until('the change commits', isCommitting);
    // Before it waits it is written to the disk, which nothing tells of.
    await sleep(writingMs);
    if (!(await isCommitting())) throw new Error('the change waited for nobody');
  }

  async stop(): Promise<void> {
    await Promise.all([this.primary.kill(), this.replica.kill()]);
    await Promise.all([this.primary.stop(), this.replica.stop()]);
  }

  private async replicas(): Promise<number> {
    const [status] = await this.primary.query("SHOW STATUS LIKE 'Rpl_semi_sync_master_clients'");
    return Number(status?.['Value']);
  }
}

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + patienceMs; !(await holds()); await sleep(20)) {
    if (performance.now() > deadline) throw new Error(`in vain: ${what}`);
  }
}
