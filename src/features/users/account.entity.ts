import { Entity, Index } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, IntegerColumn, OptionalTextColumn, TextColumn } from '../../platform/database/index.js';

/** A person's account. It belongs to its person; organisations manage memberships. */
@Entity('account')
@Index('uq_account_loginLower', ['loginLower'], { unique: true })
@Index('ix_account_emailLower', ['emailLower'])
export class Account {
  @IdColumn()
  id: number;

  @TextColumn(100)
  login: string;

  /** Logins are ASCII and compared without regard to case, alike on every database. */
  @TextColumn(100)
  loginLower: string;

  @TextColumn(190)
  email: string;

  /** What accounts are found by: addresses are typed in any case. */
  @OptionalTextColumn(190)
  emailLower: string | null;

  /** argon2id in PHC form; null until the person has chosen a password. */
  @OptionalTextColumn(190)
  passwordHash: string | null;

  @TextColumn(16)
  state: 'active' | 'disabled';

  /** Raised when the account is disabled or gets a new password: sessions carry the one they began under. */
  @IntegerColumn()
  generation: number;

  /** May make organisations and disable accounts. */
  @FlagColumn()
  operator: boolean;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;
}
