import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntegerColumn, OptionalInstantColumn, OptionalTextColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

export type MembershipState = 'active' | 'disabled' | 'invited';

/** An account in an organisation; its id is what `userId` means everywhere. */
@Entity('membership')
@Index('uq_membership_organisationId_accountId', ['organisationId', 'accountId'], { unique: true })
@Index('ix_membership_accountId', ['accountId'])
@Index('ix_membership_organisationId_displayNameLower_id', ['organisationId', 'displayNameLower', 'id'])
@Index('ix_membership_organisationId_loginLower_id', ['organisationId', 'loginLower', 'id'])
export class Membership {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @RefColumn()
  accountId: number;

  @TextColumn(100)
  displayName: string;

  /** The name as it is searched and sorted by. */
  @OptionalTextColumn(100)
  displayNameLower: string | null;

  /** That of the account, which never changes: found here among the users of one organisation. */
  @OptionalTextColumn(100)
  loginLower: string | null;

  /** The address that is shown of it, whatever its case: until it is accepted the one that was given for it. */
  @OptionalTextColumn(190)
  emailLower: string | null;

  /** `invited` until the person has accepted: then as good as disabled. */
  @TextColumn(16)
  state: MembershipState;

  /** Raised when the membership is disabled: tokens carry the one they were issued under. */
  @IntegerColumn()
  generation: number;

  /** When its person accepted; null: never, so nobody can make it active but its person. */
  @OptionalInstantColumn()
  acceptedAt: number | null;

  /** The address that was given for it; whose account it is is not for the organisation to know before it is accepted. */
  @OptionalTextColumn(190)
  invitedEmail: string | null;

  @OptionalInstantColumn()
  lastSignInAt: number | null;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;
}
