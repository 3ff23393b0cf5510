import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { ConfigError } from '../config/index.js';
import { isDuplicate, type Transaction } from '../database/index.js';
import { decrypt, encrypt } from './aead.js';
import { DataKey } from './data-key.entity.js';
import type { MasterKey } from './master-keys.js';

/** What data keys are for: digests of generated secrets, sealing what must be read again, deriving refresh tokens. */
export const dataKeyPurposes = ['pepper', 'seal', 'refresh'] as const;
export type DataKeyPurpose = (typeof dataKeyPurposes)[number];

/** An unwrapped data key. Digests and ciphertexts store its id beside them. */
export interface OpenDataKey {
  readonly id: number;
  /** A key object, because Node would make one of a buffer at every use, at several times the price of the use itself. */
  readonly key: KeyObject;
}

/** The data keys of this database, unwrapped once at the start and kept in memory. */
export class DataKeys {
  private readonly byId = new Map<number, OpenDataKey>();
  private readonly currentByPurpose = new Map<string, OpenDataKey>();

  private constructor(
    private readonly transaction: Transaction,
    private readonly masters: readonly MasterKey[],
    private readonly now: () => number,
  ) {}

  /** Opens the data keys, makes those that are missing, and wraps them under the current master key. */
  static async open(transaction: Transaction, masterKeysFor: (hasData: boolean) => MasterKey[], now: () => number): Promise<DataKeys> {
    const hasData = await transaction.repository(DataKey).exists();
    const keys = new DataKeys(transaction, masterKeysFor(hasData), now);
    await keys.load();
    for (const purpose of dataKeyPurposes) if (!keys.currentByPurpose.has(purpose)) await keys.create(purpose);
    return keys;
  }

  /** The key that new values of this purpose are made with. */
  current(purpose: DataKeyPurpose): OpenDataKey {
    const key = this.currentByPurpose.get(purpose);
    if (!key) throw new Error(`there is no data key for ${purpose}`);
    return key;
  }

  /** The key a stored value names. */
  get(id: number): OpenDataKey {
    const key = this.byId.get(id);
    if (!key) throw new Error(`there is no data key ${id}`);
    return key;
  }

  private async load(): Promise<void> {
    for (const row of await this.transaction.repository(DataKey).find()) {
      const plain = this.unwrap(row);
      const open = { id: row.id, key: createSecretKey(plain) };
      this.byId.set(row.id, open);
      if (row.slot) this.currentByPurpose.set(row.slot, open);
      if (row.wrappedBy !== this.master.fingerprint) await this.rewrap(row, plain);
    }
  }

  private get master(): MasterKey {
    return this.masters[0] as MasterKey;
  }

  private unwrap(row: DataKey): Buffer {
    const master = this.masters.find(({ fingerprint }) => fingerprint === row.wrappedBy);
    if (!master) throw new ConfigError(['MASTER_KEY: is not the key this database was made with; give the old one as well: MASTER_KEY=new,old']);
    return decrypt(master.key, row.wrapped, context(row));
  }

  private async rewrap(row: DataKey, key: Buffer): Promise<void> {
    const wrapped = encrypt(this.master.key, key, context(row));
    await this.transaction.run(() =>
      this.transaction.repository(DataKey).update({ id: row.id, wrappedBy: row.wrappedBy }, { wrapped, wrappedBy: this.master.fingerprint }),
    );
  }

  private async create(purpose: DataKeyPurpose): Promise<void> {
    const row = { name: randomBytes(16).toString('hex'), purpose, slot: purpose, wrappedBy: this.master.fingerprint, createdAt: this.now() };
    const wrapped = encrypt(this.master.key, randomBytes(32), context(row));
    try {
      await this.transaction.run(() => this.transaction.repository(DataKey).insert({ ...row, wrapped }));
    } catch (error) {
      if (!isDuplicate(error)) throw error; // another process was first; its key is the one
    }
    await this.load();
  }
}

const context = ({ name, purpose }: Pick<DataKey, 'name' | 'purpose'>): string => `data_key/${name}/wrapped/${purpose}`;
