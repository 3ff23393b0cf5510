import { IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ChangedDto, fromInstant, PageOf } from '../../platform/http/index.js';
import type { Account } from './account.entity.js';

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

  /** `disabled`: no session, key or token of the person is let in anywhere. */
  state: 'active' | 'disabled';

  /**
   * May make organisations and disable accounts.
   * @example false
   */
  operator: boolean;

  /**
   * When it was made.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;
}

export class AccountPage extends PageOf(AccountDto) {}
export class ChangedAccountDto extends IntersectionType(AccountDto, ChangedDto) {}

export class UpdateAccountRequest {
  /** `disabled`: no session, key or token of the person is let in anywhere. */
  @IsIn(['active', 'disabled'])
  state: 'active' | 'disabled';
}

export const toAccountDto = (account: Account): AccountDto => ({
  id: String(account.id),
  login: account.login,
  email: account.email,
  state: account.state,
  operator: account.operator,
  createdAt: fromInstant(account.createdAt),
});
