import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';

/** What scripts/services/private-server.mjs answers. */
interface Service {
  readonly port: number;
  end(signal?: NodeJS.Signals): Promise<void>;
  again(...more: string[]): Promise<void>;
  stop(): Promise<void>;
}

interface Services {
  readonly startMariadb: (options: { more?: readonly string[]; statements?: readonly string[] }) => Promise<Service>;
}

/** Seen from the compiled file: what starts servers for the tests is not compiled. */
const services = new URL('../../../../scripts/services/mariadb.mjs', import.meta.url).href;
const operator = "'operator'@'127.0.0.1'";
/** The name of the one database on it. */
export const databaseName = 'latchkey_faults';

/** A MariaDB of one test, which may be ended and started again as the test likes. */
export class DatabaseServer {
  private constructor(private readonly service: Service) {}

  /** `more`: options of the server. */
  static async start(...more: string[]): Promise<DatabaseServer> {
    const { startMariadb } = (await import(services)) as Services;
    return new DatabaseServer(await startMariadb({ more, statements: [`CREATE USER IF NOT EXISTS ${operator}`, `GRANT ALL PRIVILEGES ON *.* TO ${operator}`] }));
  }

  get port(): number {
    return this.service.port;
  }

  /** As the product uses it: `read_only` holds for this user. */
  get url(): string {
    return `mysql://latchkey:latchkey@127.0.0.1:${this.port}/${databaseName}`;
  }

  makeDatabase(): Promise<unknown> {
    return this.query(`CREATE DATABASE ${databaseName}`);
  }

  /** Locks what this finds; answers what lets it go. */
  async lock(select: string): Promise<() => Promise<void>> {
    const connection = await this.connect();
    await connection.query('BEGIN');
    await connection.query(`${select} FOR UPDATE`);
    return async () => {
      await connection.query('ROLLBACK');
      connection.destroy();
    };
  }

  /** As its operator, who may do anything. */
  async query(sql: string): Promise<RowDataPacket[]> {
    const connection = await this.connect();
    try {
      const [rows] = await connection.query<RowDataPacket[]>(sql);
      return rows;
    } finally {
      connection.destroy();
    }
  }

  /** In good order. */
  end(): Promise<void> {
    return this.service.end();
  }

  /** `kill -9`. */
  kill(): Promise<void> {
    return this.service.end('SIGKILL');
  }

  /** With the same data, at the same address. */
  startAgain(...more: string[]): Promise<void> {
    return this.service.again(...more);
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private connect(): Promise<Connection> {
    return mysql.createConnection({ host: '127.0.0.1', port: this.port, user: 'operator' });
  }
}
