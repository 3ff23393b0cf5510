import type { Socket } from 'node:net';
import type { DataSource } from 'typeorm';

interface PooledConnection {
  readonly stream: Socket;
  once(event: 'end' | 'error', listener: () => void): void;
}

interface Pool {
  on(event: 'acquire', listener: (connection: PooledConnection) => void): void;
}

/** Whoever says nothing for so long, while a renewal is in vain as well, is not merely slow. */
const longEnoughMs = 900;

/**
 * Connections of the pool behind which nobody is any more without having said so: a machine that lost its power, a
 * network that drops everything. What was asked on them would wait for ever, and so would whoever waits for their place.
 */
export class SilentConnections {
  /** How much each had received when that was noted. */
  private readonly received = new Map<PooledConnection, number>();
  private notedAt = 0;

  constructor(dataSource: DataSource) {
    const { pool } = dataSource.driver as unknown as { pool: Pool };
    pool.on('acquire', (connection) => this.see(connection));
  }

  /** Before a renewal. */
  note(): void {
    this.notedAt = performance.now();
    for (const connection of this.received.keys()) this.received.set(connection, connection.stream.bytesRead);
  }

  /** After one that was in vain: ends those that have received nothing meanwhile. What was asked on them fails with 503. */
  drop(): void {
    if (performance.now() - this.notedAt < longEnoughMs) return;
    for (const [{ stream }, before] of this.received) {
      if (stream.bytesRead === before) stream.destroy(Object.assign(new Error('the database has fallen silent'), { code: 'ETIMEDOUT' }));
    }
  }

  private see(connection: PooledConnection): void {
    if (this.received.has(connection)) return;
    this.received.set(connection, -1);
    for (const event of ['end', 'error'] as const) connection.once(event, () => this.received.delete(connection));
  }
}
