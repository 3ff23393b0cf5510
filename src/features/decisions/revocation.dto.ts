import { ApiProperty } from '@nestjs/swagger';
import { AuditActorDto } from '../audit/index.js';

export class RevocationDto {
  /**
   * The key that was revoked: the one that was shown, or one it was made with.
   * @example "1003"
   */
  apiKeyId: string;

  /**
   * What it is called.
   * @example "CI server"
   */
  apiKeyName: string;

  /**
   * When.
   * @example "2026-01-31T12:00:00.000Z"
   */
  revokedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why; null: nothing was said.', example: 'found in a public repository' })
  reason: string | null;

  /** Who did it, for readers of the audit trail; null where that is not known. */
  @ApiProperty({ type: AuditActorDto, nullable: true })
  revokedBy: AuditActorDto | null;
}
