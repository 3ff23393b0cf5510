import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, OptionalInstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A single-use token with which a person accepts a membership. Nothing of the token is stored but its digest. */
@Entity('invitation')
@Index('ix_invitation_organisationId_userId', ['organisationId', 'userId'])
export class Invitation {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  /** The membership it is for. */
  @RefColumn()
  userId: number;

  @TextColumn(64)
  digest: string;

  @RefColumn()
  pepperId: number;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  expiresAt: number;

  /** Used, or replaced by a newer one. */
  @OptionalInstantColumn()
  endedAt: number | null;
}
