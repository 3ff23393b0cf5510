import { expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/platform/config/index.js';

const masterKey = Buffer.from('latchkey tests use this very key').toString('base64');
const bootstrap = {
  BOOTSTRAP_ORGANISATION: 'megacorp',
  BOOTSTRAP_ADMIN_LOGIN: 'ada',
  BOOTSTRAP_ADMIN_PASSWORD: 'plum-harbour-lantern',
  BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
};

/** Stands for a secret; must never come back. */
const canary = 'canary-7Qx2';

const bad: [name: string, value: string, others?: Record<string, string>][] = [
  ...['x', '-1', '65536', '3000.5', '1e3', '0x10', '٣٠٠٠', '3000 3001'].map((value): [string, string] => ['PORT', value]),
  ...['x', '0', '-1', '65', '1.5'].map((value): [string, string] => ['WORKERS', value]),
  ...['x', 'ftp://x', 'http://', `https://user:${canary}@x`, 'https://x/?a=b', 'https://x/#a', '//x', 'javascript:alert(1)'].map((value): [string, string] => ['PUBLIC_URL', value]),
  ...['x', 'sqlite:', 'sqlite::memory:', `postgres://u:${canary}@h/db`, `mysql://u:${canary}@h`, `mysql://u:${canary}@h/`, `mysql:/${canary}`, 'sqlite'].map(
    (value): [string, string, Record<string, string>] => ['DATABASE_URL', value, { MASTER_KEY: masterKey }],
  ),
  ...['x', `http://:${canary}@h`, 'redis', 'localhost:6379', 'redis:', `redis:${canary}`, `redis://u:${canary}@`, 'redis://h:99999', `redis://h/${canary}`, 'redis://h/0/1', `redis://h?password=${canary}`, 'unix:/run/redis.sock', `redis://u:%zz${canary}@h`].map((value): [string, string] => ['REDIS_URL', value]),
  ...['x', `http://u:${canary}@h`, 'smtp', 'mail.example:25'].map((value): [string, string] => ['SMTP_URL', value]),
  ...[canary, 'AAAA', `${masterKey},${canary}`, `${masterKey},`, `${canary},${masterKey}`, masterKey.slice(0, -4), `${masterKey}AAAA`, Buffer.alloc(32).toString('base64'), Buffer.alloc(32, 'a').toString('base64')].map(
    (value): [string, string] => ['MASTER_KEY', value],
  ),
  ...['x', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '::1/129', '10.0.0.1,x', '10.0.0.1;10.0.0.2', '*', 'true', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/1e1'].map((value): [string, string] => ['TRUSTED_PROXIES', value]),
  ...['x', '*', 'https://x/', 'https://x/path', 'HTTPS://X', `https://u:${canary}@x`, 'https://x,y', 'null'].map((value): [string, string] => ['CORS_ORIGINS', value]),
  ...['x', '0', '999', '10000001', '1e4', '-5000'].map((value): [string, string] => ['REMEMBERED_FACTS', value]),
  ...['x', 'DEBUG', 'verbose', '20', 'info,debug'].map((value): [string, string] => ['LOG_LEVEL', value]),
];

function linesOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).lines;
  }
  return [];
}

// Every row has all three: Jest takes a missing argument for a callback and waits for it.
const rows = bad.map(([name, value, others = {}]) => [name, value, others] as const);

it.each(rows)('%s=%j stops the start with one clear line that names it and repeats no secret', (name, value, others) => {
  const lines = linesOf({ ...others, [name]: value });
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: .{10,160}$`))]);
  expect(lines.join()).not.toContain(canary);
  if (name === 'MASTER_KEY') for (const part of value.split(',').filter(Boolean)) expect(lines.join()).not.toContain(part);
});

it('names every variable that is wrong, each in its own line', () => {
  expect(linesOf({ PORT: 'x', LOG_LEVEL: 'x', SMTP_URL: 'x' }).map((line) => line.split(':')[0])).toEqual(['PORT', 'SMTP_URL', 'LOG_LEVEL']);
});

it('asks for a master key with MySQL, where no file could keep one', () => {
  expect(linesOf({ DATABASE_URL: 'mysql://u:p@h/db' })).toEqual([expect.stringMatching(/^MASTER_KEY: is required/)]);
  expect(linesOf({ DATABASE_URL: 'mysql://u:p@h/db', MASTER_KEY: masterKey })).toEqual([]);
});

it('wants the four BOOTSTRAP_ variables together', () => {
  for (const name of Object.keys(bootstrap)) {
    const lines = linesOf({ ...bootstrap, [name]: '' });
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    expect(lines.join()).not.toContain(bootstrap.BOOTSTRAP_ADMIN_PASSWORD);
  }
});

it('takes everything that may be left out as left out when it is empty', () => {
  const names = [...new Set(bad.map(([name]) => name)), ...Object.keys(bootstrap), 'HOST'];
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(readConfig({}));
});

it('takes good values as they are meant', () => {
  const config = readConfig({ PORT: '0', PUBLIC_URL: 'https://keys.example/', TRUSTED_PROXIES: '10.0.0.0/8, ::1', CORS_ORIGINS: 'https://a.example,https://b.example', MASTER_KEY: masterKey });
  expect(config).toMatchObject({ port: 0, publicUrl: 'https://keys.example', trustedProxies: ['10.0.0.0/8', '::1'], corsOrigins: ['https://a.example', 'https://b.example'] });
  expect(config.masterKeys.map((key) => key.toString('base64'))).toEqual([masterKey]);
});
