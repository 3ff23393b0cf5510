import { IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ChangedDto, fromInstant, Optional, PageOf, PageQuery } from '../../platform/http/index.js';
import { SearchParameter } from '../../platform/lists/index.js';
import type { AccountState } from './accounts.service.js';

export class AccountDto {
  /**
   * The id of the account.
   * @example "1001"
   */
  id: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  login: string;

  /**
   * Where mail goes.
   * @example "ada@megacorp.example"
   */
  email: string;

  /** `invited`: nobody has come by it yet, its person has chosen no password. `disabled`: no session, key or token of the person is let in anywhere. */
  state: 'active' | 'disabled' | 'invited';

  /**
   * May make organisations and disable accounts.
   * @example false
   */
  operator: boolean;

  /**
   * Whether signing in takes a second factor.
   * @example true
   */
  secondFactor: boolean;

  /**
   * When it was made.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class AccountPage extends PageOf(AccountDto) {}
export class ChangedAccountDto extends IntersectionType(AccountDto, ChangedDto) {}

export class AccountQuery extends PageQuery {
  /**
   * Only accounts whose login or e-mail address has this in it, in capitals or not.
   * @example "ad"
   */
  @SearchParameter()
  search?: string;
}

export class UpdateAccountRequest {
  /** `disabled`: no session, key or token of the person is let in anywhere. */
  @Optional()
  @IsIn(['active', 'disabled'])
  state?: 'active' | 'disabled';

  /** `none`: takes the second factor away, for a person who has lost the app and the recovery codes. Ends all sessions and tokens of the person. */
  @Optional()
  @IsIn(['none'])
  secondFactor?: 'none';
}

export const toAccountDto = (account: AccountState): AccountDto => ({
  id: String(account.id),
  login: account.login,
  email: account.email,
  state: account.state === 'active' && account.passwordHash === null ? 'invited' : account.state,
  operator: account.operator,
  secondFactor: account.secondFactor,
  createdAt: fromInstant(account.createdAt),
});
