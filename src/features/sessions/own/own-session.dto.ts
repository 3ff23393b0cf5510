import { fromInstant, PageOf } from '../../../platform/http/index.js';
import type { OwnSession } from './own-sessions.service.js';

export class OwnSessionDto {
  /**
   * The id of the session.
   * @example "1001"
   */
  id: string;

  /**
   * Whether it is the one this request was made with.
   * @example true
   */
  current: boolean;

  /**
   * When the person signed in.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When it was last used; a few seconds behind.
   * @example "2026-01-31T12:30:00.000Z"
   */
  lastSeenAt: string;

  /**
   * When it ends at the latest.
   * @example "2026-02-01T00:00:00.000Z"
   */
  expiresAt: string;

  /**
   * Where it was last used from.
   * @example "192.0.2.7"
   */
  address: string;

  /**
   * The program it was begun with, as that called itself.
   * @example "Mozilla/5.0 (X11; Linux x64) Firefox/140.0"
   */
  userAgent: string;
}

export class OwnSessionPage extends PageOf(OwnSessionDto) {}

export class EndedSessionsDto {
  /**
   * How many sessions have ended.
   * @example 2
   */
  ended: number;
}

export const toOwnSessionDto = ({ id, current, createdAt, lastSeenAt, expiresAt, lastAddress, userAgent }: OwnSession): OwnSessionDto => ({
  id: String(id),
  current,
  createdAt: fromInstant(createdAt),
  lastSeenAt: fromInstant(lastSeenAt),
  expiresAt: fromInstant(expiresAt),
  address: lastAddress,
  userAgent,
});
