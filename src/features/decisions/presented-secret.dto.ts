import { ApiProperty } from '@nestjs/swagger';
import { AuditActorDto } from '../audit/index.js';

export class NewestSecretDto {
  /**
   * Its id.
   * @example "1005"
   */
  id: string;

  /**
   * What it begins with; null: the maker of the key chose it.
   * @example "LKp2Wm6R"
   */
  prefix: string | null;
}

export class PresentedSecretDto {
  /**
   * Its id.
   * @example "1003"
   */
  id: string;

  /**
   * What it begins with; null: the maker of the key chose it.
   * @example "LKf3Qz81"
   */
  prefix: string | null;

  /**
   * When it ended; null: it is a secret of the key still.
   * @example "2026-01-31T12:00:00.000Z"
   */
  endedAt: string | null;

  /**
   * Whether it ended by itself, at the end of the overlap after a rotation.
   * @example false
   */
  endedByItself: boolean;

  /** Who ended it, for readers of the audit trail; null where that is not known, and where it ended by itself. */
  @ApiProperty({ type: AuditActorDto, nullable: true })
  endedBy: AuditActorDto | null;

  /** The newest secret of the key: what belongs in its place; null: this is the newest, or the key has none. */
  @ApiProperty({ type: NewestSecretDto, nullable: true })
  newest: NewestSecretDto | null;
}
