import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Origin } from '../../access/index.js';
import { addressBlock, type Limit } from '../attempts/index.js';
import { SessionsRepository } from './sessions.repository.js';

const wrongPerAddress = 100;
const mostWrong = { login: 10, 'second-factor': 5 };

/** How often somebody may be wrong about what proves a person. */
@Injectable()
export class AccountLimits {
  constructor(private readonly sessions: SessionsRepository) {}

  /**
   * Strangers who guess use up an account's attempts only for addresses it has never signed in from: they cannot
   * lock its person out. `accountId` null: nobody has this login.
   */
  async of(what: keyof typeof mostWrong, login: string, accountId: number | null, { address }: Origin): Promise<Limit[]> {
    const block = addressBlock(address);
    const known = accountId !== null && (await this.sessions.knows(accountId, block));
    const who = bucketOf(what, login);
    return [
      { bucket: `address:${block}`, most: wrongPerAddress },
      { bucket: known ? `${who}:${block}` : who, most: mostWrong[what] },
    ];
  }

  /** What wrong passwords for a login are counted in: from strangers' addresses, and from this one. */
  passwordBuckets(login: string, { address }: Origin): string[] {
    const who = bucketOf('login', login);
    return [who, `${who}:${addressBlock(address)}`];
  }
}

/** People type passwords where the login belongs: what is unknown is not stored as it was typed. */
const bucketOf = (what: keyof typeof mostWrong, login: string): string => `${what}:${hash('sha256', login.toLowerCase(), 'base64url')}`;
