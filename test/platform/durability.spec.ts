import { describe, expect, it } from '@jest/globals';
import { judgeMysql } from '../../src/platform/database/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';

const good = { innodb_flush_log_at_trx_commit: '1', log_bin: 'OFF', sync_binlog: '0', read_only: 'OFF', rpl_semi_sync_master_enabled: 'OFF', Rpl_semi_sync_master_status: 'OFF' };

describe('what MySQL and MariaDB say of their commits', () => {
  it.each([
    ['as they should be', {}, 'durable', []],
    ['with a binary log that is written at each commit', { log_bin: 'ON', sync_binlog: '1' }, 'durable', []],
    ['with replicas that confirm', { rpl_semi_sync_master_enabled: 'ON', Rpl_semi_sync_master_status: 'ON' }, 'durable', []],
    ['as MySQL 8.4 calls it', { rpl_semi_sync_source_enabled: 'ON', Rpl_semi_sync_source_status: 'ON' }, 'durable', []],
    ['with a log that is written now and then', { innodb_flush_log_at_trx_commit: '2' }, 'not durable', ['innodb_flush_log_at_trx_commit']],
    ['with one that is hardly written', { innodb_flush_log_at_trx_commit: '0' }, 'not durable', ['innodb_flush_log_at_trx_commit']],
    ['with a binary log that is written now and then', { log_bin: 'ON' }, 'not durable', ['sync_binlog']],
    ['with replicas that no longer confirm', { rpl_semi_sync_master_enabled: 'ON' }, 'durable', ['semi-synchronous']],
    ['of a server that takes no writes', { read_only: 'ON' }, 'durable', ['read_only']],
  ])('%s', (_, settings, commits, warnings) => {
    const judged = judgeMysql({ ...good, ...settings });
    expect(judged.commits).toBe(commits);
    expect(judged.warnings).toEqual(warnings.map((name) => expect.stringContaining(name)));
  });

  it('is not guessed when they say nothing', () => expect(judgeMysql({})).toMatchObject({ commits: 'unknown', warnings: [] }));
});

onEachDatabase('durable commits', (database) => {
  it('are set here, and readiness says so without a warning in the log', async () => {
    const server = await TestServer.start(database);
    try {
      const { status, body } = await server.client().get('/health/ready');
      expect([status, body.status]).toEqual([200, 'ok']);
      expect(body.durability).toMatchObject({ commits: 'durable', warnings: [] });
      expect(Object.keys(body.durability.settings).length).toBeGreaterThan(1);
      expect(server.logged.filter((line) => line.includes('acknowledged'))).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
