import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { type BootstrapConfig, Config, type DatabaseConfig, type LogLevel, logLevels } from './config.js';

/** One line for each value that is wrong; nobody reads a stack trace to find a typing error. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment (names and meaning: docs/operations.md). @throws ConfigError naming every bad value. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T): T => {
    const text = environment[name]?.trim();
    if (!text) return fallback;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
      return fallback;
    }
  };
  const port = read('PORT', 3000, parsePort);
  const database = read<DatabaseConfig>('DATABASE_URL', { kind: 'sqlite', file: 'data/latchkey.sqlite' }, parseDatabase);
  const publicUrl = read('PUBLIC_URL', `http://localhost:${port}`, parsePublicUrl);
  const config = new Config({
    host: read('HOST', '0.0.0.0', (text) => text),
    port,
    workers: read('WORKERS', 1, parseWorkers),
    publicUrl,
    database,
    redisUrl: read<string | null>('REDIS_URL', null, parseRedis),
    masterKeys: read<Buffer[]>('MASTER_KEY', [], (text) => text.split(',').map(parseMasterKey)),
    smtpUrl: read<string | null>('SMTP_URL', null, (text) => parseUrl(text, ['smtp:', 'smtps:']).href),
    mailFrom: read('MAIL_FROM', `Latchkey <latchkey@${new URL(publicUrl).hostname}>`, parseMailFrom),
    mailOutbox: read('MAIL_OUTBOX', database.kind === 'sqlite' ? join(dirname(database.file), 'outbox') : 'data/outbox', (text) => text),
    incortaRequestMinutes: read('INCORTA_REQUEST_MINUTES', 30, parseMinutes),
    rememberedFacts: read('REMEMBERED_FACTS', 150_000, parseRemembered),
    trustedProxies: read<string[]>('TRUSTED_PROXIES', [], (text) => text.split(',').map(parseProxy)),
    corsOrigins: read<string[]>('CORS_ORIGINS', [], (text) => text.split(',').map(parseOrigin)),
    logLevel: read<LogLevel>('LOG_LEVEL', 'info', parseLogLevel),
    bootstrap: readBootstrap(environment, problems),
    usageHourlyDays: read('USAGE_HOURLY_DAYS', 14, parseDays),
    usageDailyDays: read('USAGE_DAILY_DAYS', 400, parseDays),
    decisionDays: read('DECISION_DAYS', 30, parseDays),
  });
  if (database.kind === 'mysql' && !environment['MASTER_KEY']?.trim()) {
    problems.push('MASTER_KEY: is required with a MySQL database (32 random bytes in base64: openssl rand -base64 32)');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readBootstrap(environment: Environment, problems: string[]): BootstrapConfig | null {
  const names = ['BOOTSTRAP_ORGANISATION', 'BOOTSTRAP_ADMIN_LOGIN', 'BOOTSTRAP_ADMIN_PASSWORD', 'BOOTSTRAP_ADMIN_EMAIL'] as const;
  const values = names.map((name) => environment[name] ?? '');
  if (values.every((value) => !value.trim())) return null;
  names.forEach((name, index) => {
    if (!values[index]) problems.push(`${name}: is missing; the four BOOTSTRAP_ variables belong together`);
  });
  const [organisation = '', login = '', password = '', email = ''] = values;
  return { organisation, login, password, email };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`"${text}" is not a port (0 to 65535)`);
  return port;
}

function parseWorkers(text: string): number {
  const workers = Number(text);
  if (!/^\d+$/.test(text) || workers < 1 || workers > 64) throw new Error(`"${text}" is not a number of processes (1 to 64)`);
  return workers;
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d+$/.test(text) || minutes < 1 || minutes > 1440) throw new Error(`"${text}" is not a number of minutes (1 to 1440)`);
  return minutes;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 3650) throw new Error(`"${text}" is not a number of days (1 to 3650)`);
  return days;
}

function parseRemembered(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1_000 || count > 10_000_000) throw new Error(`"${text}" is not a number of facts (1000 to 10000000)`);
  return count;
}

function parseUrl(text: string, protocols: readonly string[]): URL {
  const url = URL.parse(text);
  // The text may hold a password, so it is not repeated.
  if (!url || !protocols.includes(url.protocol)) throw new Error(`must be a URL beginning with ${protocols.map((name) => `${name}//`).join(' or ')}`);
  return url;
}

function parsePublicUrl(text: string): string {
  const url = parseUrl(text, ['http:', 'https:']);
  if (url.search || url.hash || url.username) throw new Error('must be a plain address without query, fragment or user');
  return url.href.replace(/\/+$/, '');
}

function parseOrigin(text: string): string {
  const url = parseUrl(text.trim(), ['http:', 'https:']);
  if (url.origin !== text.trim()) throw new Error('must be origins such as https://console.example');
  return url.origin;
}

function parseDatabase(text: string): DatabaseConfig {
  if (text.startsWith('sqlite:')) {
    const file = text.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    if (!file || file.includes(':memory:')) throw new Error('names no file (sqlite:data/latchkey.sqlite)');
    return { kind: 'sqlite', file };
  }
  if (!text.startsWith('mysql:')) throw new Error('must be sqlite:<file> or mysql://user:password@host:3306/<database>');
  const url = parseUrl(text, ['mysql:']);
  if (!url.hostname || url.pathname.length < 2) throw new Error('names no database (mysql://user:password@host:3306/latchkey)');
  return { kind: 'mysql', url: url.href };
}

function parseRedis(text: string): string {
  const url = parseUrl(text, ['redis:', 'rediss:']);
  const isPlain = /^\/?\d{0,5}$/.test(url.pathname) && !url.search && !url.hash;
  if (!url.hostname || !isPlain || !isDecodable(url.username) || !isDecodable(url.password)) throw new Error('must be an address such as redis://user:password@host:6379, with % in a password as %25');
  return url.href;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function parseMasterKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32 || key.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')) {
    throw new Error('each key must be 32 bytes in base64 (openssl rand -base64 32)');
  }
  if (key.every((byte) => byte === key[0])) throw new Error('is a sample value; make one with: openssl rand -base64 32');
  return key;
}

function parseProxy(text: string): string {
  const proxy = text.trim();
  const [address = '', bits, ...rest] = proxy.split('/');
  const version = isIP(address);
  const prefix = bits === undefined ? 0 : Number(bits);
  const valid = version > 0 && rest.length === 0 && (bits === undefined || /^\d+$/.test(bits)) && prefix <= (version === 4 ? 32 : 128);
  if (!valid) throw new Error(`"${proxy}" is not an address or a network such as 10.0.0.0/8`);
  return proxy;
}

function parseMailFrom(text: string): string {
  if (!/^[^<>\p{C}]*<?[^\s<>@\p{C}]+@[^\s<>@\p{C}]+>?$/u.test(text)) throw new Error('must be an address such as Latchkey <latchkey@megacorp.example>');
  return text;
}

function parseLogLevel(text: string): LogLevel {
  const level = logLevels.find((name) => name === text);
  if (!level) throw new Error(`"${text}" is none of ${logLevels.join(', ')}`);
  return level;
}
