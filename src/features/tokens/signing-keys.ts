import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Seals } from '../../platform/crypto/index.js';
import { isDuplicate, Transaction } from '../../platform/database/index.js';
import type { SigningKeyRow } from './signing-key.entity.js';
import { Log } from '../../platform/logging/index.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** The public half of a signing key as `/oauth/jwks` publishes it (RFC 7517). */
export interface PublishedKey extends JsonWebKey {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

interface OpenKey {
  readonly row: SigningKeyRow;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Retired keys verify for this long: far longer than any access token lives. */
const retiredMs = 24 * 60 * 60 * 1000;
const rotateAfterMs = 90 * 24 * 60 * 60 * 1000;
const rereadMs = 60_000;

/** The keys access tokens are signed with: ES256, made at the first start, sealed in the database. */
@Injectable()
export class SigningKeys implements OnModuleInit, OnModuleDestroy {
  private keys = new Map<string, OpenKey>();
  private signing?: OpenKey;
  private readAt = 0;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly rows: SigningKeysRepository,
    private readonly seals: Seals,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    for (const state of ['current', 'next'] as const) if (!this.inState(state)) await this.create(state);
    await this.renew();
    this.timer = setInterval(() => void this.renew(), rereadMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The key new tokens are signed with. */
  get current(): { readonly row: { readonly kid: string; readonly activatedAt: number | null }; readonly privateKey: KeyObject } {
    if (!this.signing) throw new Error('there is no signing key');
    return this.signing;
  }

  /** The key a token names; an unknown one is looked for at most once a minute, so that made-up names cost nothing. */
  async find(kid: string): Promise<KeyObject | undefined> {
    const known = this.keys.get(kid);
    if (!known && this.clock.now() - this.readAt > rereadMs) await this.read();
    return this.keys.get(kid)?.publicKey;
  }

  /** The same without looking anew. */
  known(kid: string): KeyObject | undefined {
    return this.keys.get(kid)?.publicKey;
  }

  /** What verifiers need: also the next key, before it signs anything. */
  async published(): Promise<PublishedKey[]> {
    if (this.clock.now() - this.readAt > rereadMs) await this.read();
    return [...this.keys.values()].map(({ row }) => ({ ...(JSON.parse(row.publicJwk) as JsonWebKey), kid: row.kid, alg: 'ES256', use: 'sig' }));
  }

  /** next becomes current, current retires, and a new next is made. Of several that try, one does it. */
  async rotate(): Promise<void> {
    const [current, next] = [this.inState('current'), this.inState('next')];
    if (!current || !next) throw new Error('there is no signing key to rotate');
    const now = this.clock.now();
    await this.transaction.run(async () => {
      if (!(await this.rows.retire(current.row.id, now))) return;
      await this.rows.activate(next.row.id, now);
      await this.rows.insert(this.draw('next'));
    });
    await this.read();
  }

  /** Once a minute every node learns of a rotation, long before anything signed with an older key is refused. */
  async renew(): Promise<void> {
    try {
      await this.read();
      if (this.clock.now() - (this.current.row.activatedAt ?? 0) > rotateAfterMs) await this.rotate();
    } catch (error) {
      this.log.warn({ err: error }, 'signing keys could not be read; the next try is in a minute');
    }
  }

  private inState(state: SigningKeyRow['state']): OpenKey | undefined {
    return [...this.keys.values()].find(({ row }) => row.state === state);
  }

  private async create(state: 'current' | 'next'): Promise<void> {
    try {
      await this.transaction.run(() => this.rows.insert(this.draw(state)));
    } catch (error) {
      if (!isDuplicate(error)) throw error; // another process was first; its key is the one
    }
    await this.read();
  }

  private async read(): Promise<void> {
    const rows = await this.rows.usable(this.clock.now() - retiredMs);
    this.keys = new Map(rows.map((row) => [row.kid, this.keys.get(row.kid)?.row.state === row.state ? (this.keys.get(row.kid) as OpenKey) : this.open(row)]));
    this.signing = this.inState('current');
    this.readAt = this.clock.now();
  }

  private open(row: SigningKeyRow): OpenKey {
    const pem = this.seals.open({ ciphertext: row.sealed, sealId: row.sealId }, sealPlace(row.kid));
    const publicKey = createPublicKey({ key: JSON.parse(row.publicJwk) as JsonWebKey, format: 'jwk' });
    return { row, publicKey, privateKey: createPrivateKey(pem) };
  }

  private draw(state: 'current' | 'next'): Omit<SigningKeyRow, 'id'> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = randomBytes(12).toString('base64url');
    const now = this.clock.now();
    const { ciphertext, sealId } = this.seals.seal(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), sealPlace(kid));
    return {
      kid,
      state,
      slot: state,
      publicJwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
      sealed: ciphertext,
      sealId,
      createdAt: now,
      activatedAt: state === 'current' ? now : null,
      retiredAt: null,
    };
  }
}

const sealPlace = (kid: string): string => `signing_key/${kid}/sealed`;
