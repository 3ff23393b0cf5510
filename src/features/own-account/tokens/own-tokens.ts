import { Injectable } from '@nestjs/common';
import type { Member } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Page, pageOf, type Slice } from '../../../platform/http/index.js';
import { actorOf } from '../../audit/index.js';
import { Credentials } from '../../authentication/index.js';
import { personOf } from '../../sessions/index.js';
import { RefreshTokens, TokenFamiliesRepository, type TokenFamily } from '../../tokens/index.js';
import { userNotFound } from '../../users/index.js';
import { tokenFamilyNotFound } from '../own-account.errors.js';

/** A line of refresh tokens that can be gone on with, and the key it was got with. */
export interface TokensInUse {
  readonly family: TokenFamily;
  readonly keyName: string;
}

/** Where a person's keys were exchanged for tokens that go on. Only a session may look: no key sees what others were exchanged for. */
@Injectable()
export class OwnTokens {
  constructor(
    private readonly families: TokenFamiliesRepository,
    private readonly refreshTokens: RefreshTokens,
    private readonly credentials: Credentials,
    private readonly clock: Clock,
  ) {}

  /** Those that would be taken now, the newest first. A page can hold fewer than asked for and still have a next one. */
  async list(by: Member, slice: Slice): Promise<Page<TokensInUse>> {
    const rows = await this.families.listOpen(by.organisation.id, userOf(by), this.clock.now(), slice);
    const { items, nextCursor } = pageOf(rows, slice, (family) => family);
    const found = await Promise.all(items.map((family) => this.inUse(family)));
    return { items: found.filter((each) => each !== undefined), nextCursor };
  }

  /** With the access tokens of the line. @throws 404 alike for another person's, one that is over and one that never was. */
  async end(by: Member, id: number): Promise<void> {
    const family = await this.families.findOpen(by.organisation.id, userOf(by), this.clock.now(), id);
    if (!family || !(await this.refreshTokens.end(actorOf(by), family))) throw tokenFamilyNotFound();
  }

  /** A line ends with its key, the secret of it and the state its owner was in, without a word of its own. */
  private async inUse(family: TokenFamily): Promise<TokensInUse | undefined> {
    const behind = await this.credentials.keys.resolveSecret(family.secretId);
    if (behind.kind !== 'key' || behind.identity.generations !== family.generations) return undefined;
    return { family, keyName: behind.identity.caller.key?.name ?? '' };
  }
}

function userOf(by: Member): number {
  personOf(by);
  if (by.userId === null) throw userNotFound();
  return by.userId;
}
