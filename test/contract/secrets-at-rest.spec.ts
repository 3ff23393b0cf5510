import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApiKeySecret } from '../../src/features/api-keys/index.js';
import { SecondFactor } from '../../src/features/users/index.js';
import { Seals } from '../../src/platform/crypto/index.js';
import { onEachDatabase, TestServer } from '../harness/index.js';
import { fill, type Told } from './filled.js';
import { dataSourceOf, dump } from './rows.js';

onEachDatabase('a secret at rest', (database) => {
  let server: TestServer;
  let told: Told;
  beforeAll(async () => {
    server = await TestServer.start(database);
    ({ told } = await fill(server));
  });
  afterAll(() => server?.stop());

  /** The texts and their telling parts, as they are and as they might be encoded. */
  const needles = (): [string, string][] =>
    Object.entries<string>({ ...told }).flatMap(([name, text]) => {
      const parts = [text, ...text.split('.').filter((part) => part.length >= 16 && !part.startsWith('eyJ'))];
      return parts.flatMap((part): [string, string][] => [
        [name, part],
        [`${name} in base64`, Buffer.from(part).toString('base64').replace(/=+$/, '')],
        [`${name} in hex`, Buffer.from(part).toString('hex')],
      ]);
    });

  it('stands in clear in no column of any table', async () => {
    expect(Object.values<string>({ ...told }).every((text) => text.length >= 16)).toBe(true);
    const tables = await dump(dataSourceOf(server));
    expect(tables.get('api_key_secret')?.length).toBeGreaterThanOrEqual(4);
    expect(tables.get('session')?.length).toBeGreaterThanOrEqual(2);
    expect(tables.get('token_family')?.length).toBeGreaterThanOrEqual(1);
    expect(tables.get('second_factor')).toHaveLength(1);
    expect(tables.get('recovery_code')).toHaveLength(10);
    const found = [...tables].flatMap(([table, rows]) => {
      const text = JSON.stringify(rows);
      return needles().filter(([, needle]) => text.includes(needle)).map(([name]) => `${name} in ${table}`);
    });
    expect(found).toEqual([]);
  });

  it('stands in clear in no file of the database', () => {
    if (database.name !== 'SQLite') return;
    const folder = dirname(server.database.url.slice('sqlite:'.length));
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = readFileSync(join(folder, file));
      expect(needles().filter(([, needle]) => bytes.includes(needle)).map(([name]) => `${name} in ${file}`)).toEqual([]);
    }
  });

  it('stands in no line of the log, at debug', () => {
    expect(server.logged.length).toBeGreaterThan(0);
    const log = server.logged.join('');
    expect(needles().filter(([, needle]) => log.includes(needle)).map(([name]) => name)).toEqual([]);
  });

  it('is hashed slowly when a person chose it, and each time otherwise', async () => {
    const tables = await dump(dataSourceOf(server));
    const hashes = (tables.get('account') ?? []).flatMap(({ passwordHash }) => (passwordHash === null ? [] : [String(passwordHash)]));
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(new Set(hashes).size).toBe(hashes.length);
    const chosen = (tables.get('api_key_secret') ?? []).filter(({ kind }) => kind === 'chosen');
    expect(chosen).toHaveLength(1);
    expect(chosen[0]?.['digest']).toMatch(/^\$argon2id\$/);
  });

  it('that is sealed opens only in the row it was sealed for', async () => {
    const secrets = await dataSourceOf(server).manager.find(ApiKeySecret);
    const sealed = secrets.find((secret) => secret.sealed !== null) as ApiKeySecret & { sealed: string; sealId: number };
    const seals = server.app.get(Seals, { strict: false });
    const open = (prefix: string | null, ciphertext = sealed.sealed) => seals.open({ ciphertext, sealId: sealed.sealId }, `api_key_secret/${prefix}/sealed`);
    expect(open(sealed.prefix)).toBe(told.revealableKey);
    for (const other of secrets) if (other.id !== sealed.id) expect(() => open(other.prefix)).toThrow();
    expect(() => seals.open({ ciphertext: sealed.sealed, sealId: sealed.sealId }, `api_key_secret/${sealed.prefix}/digest`)).toThrow();
    const bytes = Buffer.from(sealed.sealed, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] as number) ^ 1;
      expect(() => open(sealed.prefix, changed.toString('base64url'))).toThrow();
    }
    for (let length = 0; length < bytes.length; length++) expect(() => open(sealed.prefix, bytes.subarray(0, length).toString('base64url'))).toThrow();
  });

  it('that an app shares is sealed for its account', async () => {
    const seals = server.app.get(Seals, { strict: false });
    const [factor] = await dataSourceOf(server).manager.find(SecondFactor);
    const open = (accountId: number) => seals.open({ ciphertext: factor?.sealed ?? '', sealId: factor?.sealId ?? 0 }, `second_factor/${accountId}/sealed`);
    expect(open(factor?.accountId ?? 0)).toBe(told.totpSecret);
    expect(() => open(1001)).toThrow();
  });
});
