import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, ConfigError } from '../config/index.js';

/** A key that wraps data keys; only its fingerprint is stored. */
export interface MasterKey {
  readonly key: Buffer;
  readonly fingerprint: string;
}

/**
 * The master keys, the current one first. With SQLite and no MASTER_KEY one is kept beside the database, and made
 * there at the very first start only: with data present it is never made anew, for that would hide that it is lost.
 */
export function masterKeys(config: Pick<Config, 'masterKeys' | 'database'>, hasData: boolean): MasterKey[] {
  if (config.masterKeys.length > 0) return config.masterKeys.map(describe);
  if (config.database.kind !== 'sqlite') throw new ConfigError(['MASTER_KEY: is required']);
  const file = join(dirname(config.database.file), 'master.key');
  if (!existsSync(file)) {
    if (hasData) throw new ConfigError([`MASTER_KEY: the database holds data, but ${file} is missing; put it back or set MASTER_KEY`]);
    writeIfAbsent(file, randomBytes(32).toString('base64'));
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new ConfigError([`MASTER_KEY: ${file} does not hold 32 bytes in base64`]);
  return [describe(key)];
}

function describe(key: Buffer): MasterKey {
  return { key, fingerprint: createHash('sha256').update('latchkey master key').update(key).digest('hex').slice(0, 16) };
}

function writeIfAbsent(file: string, text: string): void {
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
