import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { type AppOptions, createApp } from '../../src/app.js';
import { RequestPasswordReset } from '../../src/features/own-account/index.js';
import { bootstrap } from '../../src/cli/bootstrap.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Log } from '../../src/platform/logging/index.js';
import { Mailer } from '../../src/platform/mail/index.js';
import { Client, type Headers } from './client.js';
import type { DatabaseKind, TestDatabase } from './databases.js';
import { mailsIn, type ReceivedMail } from './received-mail.js';
import { TestClock } from './test-clock.js';

export const administrator = { login: 'ada', password: 'plum-harbour-lantern' };

/** Not a secret: it guards databases that live for one test. */
const masterKey = Buffer.from('latchkey tests use this very key').toString('base64');

/** What also a refused request may leave: counters, when a key was last used, why something was refused; and what moves by itself. */
const volatile: ReadonlySet<string> = new Set(['attempt_bucket', 'decision', 'key_last_use', 'key_usage', 'node', 'old_secret_use', 'session_last_use', 'signing_key']);

export interface ServerOptions {
  /** Beside what every test server has. */
  readonly environment?: Record<string, string>;
  /** `false`: the database stays empty. */
  readonly bootstrap?: boolean;
}

/** A whole server on a database of its own: organisation `megacorp` (1001), its super user `ada` (1001). */
export class TestServer {
  readonly clock = new TestClock();
  readonly logged: string[] = [];
  private readonly apps: NestFastifyApplication[] = [];
  private readonly outbox = mkdtempSync(join(tmpdir(), 'latchkey-outbox-'));

  private constructor(
    readonly database: TestDatabase,
    private readonly options: ServerOptions,
  ) {}

  static async start(kind: DatabaseKind, options: ServerOptions = {}): Promise<TestServer> {
    const server = new TestServer(await kind.create(), options);
    await server.another();
    return server;
  }

  /** The first node. */
  get app(): NestFastifyApplication {
    return this.apps[0] as NestFastifyApplication;
  }

  /** One more node on the same database. */
  async another(appOptions?: AppOptions): Promise<NestFastifyApplication> {
    const config = readConfig({
      DATABASE_URL: this.database.url,
      MASTER_KEY: masterKey,
      LOG_LEVEL: 'debug',
      MAIL_OUTBOX: this.outbox,
      ...(this.options.bootstrap !== false && {
        BOOTSTRAP_ORGANISATION: 'megacorp',
        BOOTSTRAP_ADMIN_LOGIN: administrator.login,
        BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
        BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
      }),
      ...this.options.environment,
    });
    const log = new Log(config.logLevel, { write: (line) => void this.logged.push(line) });
    const app = await createApp(AppModule.with(config, log, this.clock), config, log, appOptions);
    this.apps.push(app);
    await bootstrap(app, config);
    return app;
  }

  /** A client of a node (the first when left out); without headers it is nobody. */
  client(headers: Headers = {}, app: NestFastifyApplication = this.app): Client {
    return new Client(app, headers);
  }

  /** The client of a signed-in person. */
  async signIn(login = administrator.login, password = administrator.password, app = this.app): Promise<Client> {
    const { status, text, headers } = await this.client({}, app).post('/api/v1/sessions', { login, password });
    if (status !== 201) throw new Error(`sign-in answered ${status}: ${text}`);
    return this.client({ cookie: String(headers['set-cookie']).split(';')[0] as string }, app);
  }

  /** The client of an API key. */
  withKey(key: string, app = this.app): Client {
    return this.client({ authorization: `Api-Key ${key}` }, app);
  }

  /** What has been mailed to this address, the oldest first; without SMTP_URL. */
  async mailsTo(address: string): Promise<ReceivedMail[]> {
    for (const app of this.apps) await app.get(RequestPasswordReset, { strict: false }).settled();
    for (const app of this.apps) await app.get(Mailer, { strict: false }).settled();
    return mailsIn(this.outbox).filter(({ to }) => to === address);
  }

  /** Everything the database holds, by table, but for what every request may touch. */
  async contents(): Promise<Record<string, string[]>> {
    const dataSource = this.app.get(DataSource);
    const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName).filter((name) => !volatile.has(name));
    const rows = await Promise.all(tables.map((name) => dataSource.query<object[]>(`SELECT * FROM ${name}`)));
    return Object.fromEntries(tables.map((name, index) => [name, (rows[index] as object[]).map((row) => JSON.stringify(row)).sort()]));
  }

  async stop(): Promise<void> {
    for (const app of this.apps.reverse()) await app.close();
    rmSync(this.outbox, { recursive: true, force: true });
    await this.database.drop();
  }
}
