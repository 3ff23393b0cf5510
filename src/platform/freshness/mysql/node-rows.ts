import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import type { ShardChange } from '../shard-change.js';

/** The row of a node. */
export interface NodeRow {
  readonly id: string;
  readonly begun: number;
  readonly applied: number;
}

interface Line extends RowDataPacket {
  readonly kind: 'node' | 'shard';
  readonly name: string | null;
  readonly number: number;
  readonly applied: number;
}

interface ShardLine extends RowDataPacket {
  readonly shard: number;
  readonly epoch: number;
  readonly name: string | null;
}

interface Newest extends RowDataPacket {
  readonly newest: number | null;
}

const linesSql = `SELECT 'node' AS kind, id AS name, begun AS number, applied FROM node
UNION ALL SELECT 'shard', lastChange, epoch, shard FROM shard_epoch`;

/** What a node writes and reads to renew: on a connection of its own, so that it does not wait behind requests. */
export class NodeRows {
  private connection: Connection | undefined;

  constructor(private readonly url: string) {}

  /** Writes that a round is begun; false: the row is gone, or somebody has written a later one. */
  async begin(id: string, round: number, applied: number): Promise<boolean> {
    const connection = await this.connect();
    const [result] = await connection.query('UPDATE node SET begun = ?, applied = ? WHERE id = ? AND begun < ?', [round, applied, id, round]);
    return (result as { affectedRows: number }).affectedRows === 1;
  }

  async register(id: string, round: number): Promise<void> {
    const connection = await this.connect();
    await connection.query('INSERT INTO node (id, begun, applied) VALUES (?, ?, 0)', [id, round]);
  }

  /** All nodes and the last change of every shard, at one moment. */
  async read(): Promise<{ nodes: NodeRow[]; changes: ShardChange[] }> {
    const connection = await this.connect();
    const [lines] = await connection.query<Line[]>(linesSql);
    const of = (kind: Line['kind']) => lines.filter((line) => line.kind === kind);
    return {
      nodes: of('node').map(({ name, number, applied }) => ({ id: name ?? '', begun: Number(number), applied: Number(applied) })),
      changes: of('shard').map(({ name, number, applied }) => ({ shard: Number(applied), epoch: Number(number), name })),
    };
  }

  /** Grows with changes, mostly: those of concurrent transactions can appear out of order. */
  async newestChange(): Promise<number> {
    const connection = await this.connect();
    const [[row]] = await connection.query<Newest[]>('SELECT MAX(id) AS newest FROM fact_change');
    return Number(row?.newest ?? 0);
  }

  /** The last change of each of these shards. */
  async changesOf(shards: readonly number[]): Promise<ShardChange[]> {
    const connection = await this.connect();
    const [lines] = await connection.query<ShardLine[]>('SELECT shard, epoch, lastChange AS name FROM shard_epoch WHERE shard IN (?)', [shards]);
    return lines.map(({ shard, epoch, name }) => ({ shard: Number(shard), epoch: Number(epoch), name }));
  }

  async publish(id: string, applied: number): Promise<void> {
    const connection = await this.connect();
    await connection.query('UPDATE node SET applied = ? WHERE id = ? AND applied < ?', [applied, id, applied]);
  }

  /** Removes the row, unless it has moved. */
  async remove({ id, begun }: NodeRow): Promise<void> {
    const connection = await this.connect();
    await connection.query('DELETE FROM node WHERE id = ? AND begun = ?', [id, begun]);
  }

  /** Whatever is under way on it fails; the next call connects anew. */
  drop(): void {
    this.connection?.destroy();
    this.connection = undefined;
  }

  private async connect(): Promise<Connection> {
    if (this.connection) return this.connection;
    const connection = await createConnection({ uri: this.url, connectTimeout: 1_000, charset: 'utf8mb4_bin' });
    // Else a connection that is cut would end the process.
    connection.on('error', () => this.connection === connection && this.drop());
    this.connection = connection;
    return connection;
  }
}
