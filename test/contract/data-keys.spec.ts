import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { createApp } from '../../src/app.js';
import { bootstrap } from '../../src/cli/bootstrap.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DataKeys } from '../../src/platform/crypto/index.js';
import { Log } from '../../src/platform/logging/index.js';
import { administrator, Client, type DatabaseKind, onEachDatabase, sqlite } from '../harness/index.js';

const newKey = () => randomBytes(32).toString('base64');

/** A database on which servers with different master keys are started one after another. */
class Installation {
  private running?: NestFastifyApplication;

  private constructor(readonly database: Awaited<ReturnType<DatabaseKind['create']>>) {}

  static async on(kind: DatabaseKind): Promise<Installation> {
    return new Installation(await kind.create());
  }

  get masterKeyFile(): string {
    return join(dirname(this.database.url.slice('sqlite:'.length)), 'master.key');
  }

  async start(masterKey: string): Promise<NestFastifyApplication> {
    await this.running?.close();
    this.running = undefined;
    const config = readConfig({
      DATABASE_URL: this.database.url,
      MASTER_KEY: masterKey,
      LOG_LEVEL: 'silent',
      BOOTSTRAP_ORGANISATION: 'megacorp',
      BOOTSTRAP_ADMIN_LOGIN: administrator.login,
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
    });
    const log = new Log(config.logLevel);
    const app = await createApp(AppModule.with(config, log), config, log);
    this.running = app;
    await bootstrap(app, config);
    return app;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    await this.database.drop();
  }
}

const keyOf = async (app: NestFastifyApplication): Promise<string> => {
  const signedIn = await new Client(app).post('/api/v1/sessions', administrator);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] as string;
  const { body } = await new Client(app, { cookie }).post('/api/v1/organisations/megacorp/api-keys', { name: 'before', revealable: true });
  return body.key;
};
const takes = async (app: NestFastifyApplication, key: string) => (await new Client(app, { 'x-api-key': key }).get('/api/v1/me')).status;
const keyRows = (app: NestFastifyApplication) => app.get(DataSource, { strict: false }).query('SELECT id, purpose, slot, wrapped, wrappedBy FROM data_key ORDER BY id') as Promise<Record<string, unknown>[]>;

onEachDatabase('the master key', (database) => {
  let installation: Installation;
  afterEach(() => installation?.stop());

  it('must be the one the database was made with: another one stops the start, and makes no new data keys', async () => {
    installation = await Installation.on(database);
    const right = newKey();
    const app = await installation.start(right);
    const key = await keyOf(app);
    const before = await keyRows(app);
    for (const wrong of [newKey(), `${newKey()},${newKey()}`]) {
      const refused = installation.start(wrong);
      await expect(refused).rejects.toMatchObject({ name: 'ConfigError', lines: [expect.stringMatching(/^MASTER_KEY: /)] });
      await expect(refused).rejects.toThrow(expect.not.stringContaining(wrong));
    }
    const again = await installation.start(right);
    expect(await keyRows(again)).toEqual(before);
    expect(await takes(again, key)).toBe(200);
  });

  it('is changed by naming the new one before the old one; afterwards the new one is enough', async () => {
    installation = await Installation.on(database);
    const [old, fresh] = [newKey(), newKey()];
    const first = await installation.start(old);
    const key = await keyOf(first);
    const before = await keyRows(first);
    const both = await installation.start(`${fresh},${old}`);
    expect(await takes(both, key)).toBe(200);
    const rewrapped = await keyRows(both);
    expect(rewrapped.map(({ id, purpose, slot }) => ({ id, purpose, slot }))).toEqual(before.map(({ id, purpose, slot }) => ({ id, purpose, slot })));
    for (const [i, row] of rewrapped.entries()) {
      expect(row['wrappedBy']).not.toBe(before[i]?.['wrappedBy']);
      expect(row['wrapped']).not.toBe(before[i]?.['wrapped']);
    }
    const alone = await installation.start(fresh);
    expect(await takes(alone, key)).toBe(200);
    await expect(installation.start(old)).rejects.toMatchObject({ name: 'ConfigError' });
  });

  it('wraps each data key for its own row: exchanged ones stop the start', async () => {
    installation = await Installation.on(database);
    const master = newKey();
    const app = await installation.start(master);
    const dataSource = app.get(DataSource, { strict: false });
    const [one, two] = (await keyRows(app)) as { id: number; wrapped: string }[];
    await dataSource.query('UPDATE data_key SET wrapped = ? WHERE id = ?', [two!.wrapped, one!.id]);
    await dataSource.query('UPDATE data_key SET wrapped = ? WHERE id = ?', [one!.wrapped, two!.id]);
    await expect(installation.start(master)).rejects.toThrow();
  });

  it('is not in the database, nor is any data key in clear', async () => {
    installation = await Installation.on(database);
    const master = newKey();
    const app = await installation.start(master);
    const text = JSON.stringify(await keyRows(app));
    const dataKeys = app.get(DataKeys, { strict: false });
    for (const { key } of [dataKeys.current('pepper'), dataKeys.current('seal'), { key: Buffer.from(master, 'base64') }]) {
      for (const encoding of ['base64', 'base64url', 'hex'] as const) expect(text).not.toContain(key.toString(encoding).replace(/=+$/, ''));
    }
  });
});

it('a master key file is made at the very first start only, for its owner only', async () => {
  const installation = await Installation.on(sqlite);
  try {
    const app = await installation.start('');
    const key = await keyOf(app);
    const made = readFileSync(installation.masterKeyFile, 'utf8');
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    expect(statSync(installation.masterKeyFile).mode & 0o777).toBe(0o600);
    expect(await takes(await installation.start(''), key)).toBe(200);
    expect(readFileSync(installation.masterKeyFile, 'utf8')).toBe(made);
  } finally {
    await installation.stop();
  }
});

it('a lost master key file stops the start and is not made anew', async () => {
  const installation = await Installation.on(sqlite);
  try {
    await installation.start('');
    rmSync(installation.masterKeyFile);
    await expect(installation.start('')).rejects.toMatchObject({ name: 'ConfigError', lines: [expect.stringContaining('master.key is missing')] });
    expect(existsSync(installation.masterKeyFile)).toBe(false);
  } finally {
    await installation.stop();
  }
});
