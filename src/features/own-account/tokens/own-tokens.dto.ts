import { fromInstant, PageOf } from '../../../platform/http/index.js';
import type { TokensInUse } from './own-tokens.js';

export class OwnTokensDto {
  /**
   * The id of the line of tokens.
   * @example "1001"
   */
  id: string;

  /**
   * The id of the key it was got with.
   * @example "1003"
   */
  apiKeyId: string;

  /**
   * The name of that key.
   * @example "CI server"
   */
  keyName: string;

  /**
   * What its access tokens are narrowed to; null: all that the key may do.
   * @example ["problem.read"]
   */
  permissions: string[] | null;

  /**
   * When the key was exchanged.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When its refresh token was last used; null: not yet.
   * @example "2026-01-31T12:10:00.000Z"
   */
  refreshedAt: string | null;

  /**
   * When it ends unless it is used before.
   * @example "2026-02-14T12:10:00.000Z"
   */
  expiresAt: string;
}

export class OwnTokensPage extends PageOf(OwnTokensDto) {}

export class EndedTokensDto {
  /**
   * How many lines of tokens have ended.
   * @example 1
   */
  ended: number;
}

export const toOwnTokensDto = ({ family, keyName }: TokensInUse): OwnTokensDto => ({
  id: String(family.id),
  apiKeyId: String(family.apiKeyId),
  keyName,
  permissions: family.scope === null ? null : family.scope.split(' ').filter(Boolean),
  createdAt: fromInstant(family.createdAt),
  refreshedAt: family.usedAt[0] === undefined ? null : fromInstant(family.usedAt[0]),
  expiresAt: fromInstant(Math.min(family.idleUntil, family.expiresAt)),
});
