import { IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ChangedDto, fromInstant, fromOptionalInstant, IsIdList, IsLogin, IsMailAddress, IsName, Optional, PageOf, PageQuery, toId } from '../../platform/http/index.js';
import { IsNewPassword } from './password-policy.js';
import { SearchParameter, type SortedSlice, sortedSliceOf, sortWords } from '../../platform/lists/index.js';
import type { Belongings } from './user-listeners.js';
import type { User, UserFilter, UserSort } from './users.repository.js';

const sorts = {
  id: { column: 'id', holds: 'number' },
  name: { column: 'displayNameLower', holds: 'string' },
  login: { column: 'loginLower', holds: 'string' },
} as const;

export class UserDto {
  /**
   * The id of the membership: what `userId` means everywhere.
   * @example "1001"
   */
  id: string;

  /**
   * The id of the person's account.
   * @example "1001"
   */
  accountId: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  login: string;

  /**
   * Where mail goes; until the person has accepted, the address that was given with the invitation.
   * @example "ada@megacorp.example"
   */
  email: string;

  /**
   * How the person is called in this organisation.
   * @example "Ada Lovelace"
   */
  displayName: string;

  /** `invited` until the person has accepted. */
  state: 'active' | 'disabled' | 'invited';

  /**
   * Whether signing in takes a second factor; `false` before the person has accepted: until then it is not for the organisation to know.
   * @example true
   */
  secondFactor: boolean;

  /**
   * When the person last signed in; null: never.
   * @example "2026-01-31T12:00:00.000Z"
   */
  lastSignInAt: string | null;

  /**
   * When the person was added.
   * @example "2026-01-31T12:00:00.000Z"
   */
  createdAt: string;

  /**
   * When the membership was last changed.
   * @example "2026-01-31T12:00:00.000Z"
   */
  updatedAt: string;
}

export class UserPage extends PageOf(UserDto) {}
export class ChangedUserDto extends IntersectionType(UserDto, ChangedDto) {}

export class InvitedUserDto extends ChangedUserDto {
  /**
   * Where the invitation goes. `given`: to the address that was given with it. `account`: the login has an account of its person's own, so it goes
   * to the address of that, which no invitation changes and nobody else is told. null: nobody was invited, the person can sign in at once.
   * @example "given"
   */
  invitationGoesTo: 'given' | 'account' | null;
}

export class UserQuery extends PageQuery {
  /** Only users in this state. */
  @Optional()
  @IsIn(['active', 'disabled', 'invited'])
  state?: 'active' | 'disabled' | 'invited';

  /**
   * Only users whose display name, login or e-mail address has this in it, in capitals or not.
   * @example "ad"
   */
  @SearchParameter()
  search?: string;

  /** Only users with a second factor, or (`false`) those without. */
  @Optional()
  @IsIn(['true', 'false'])
  secondFactor?: 'true' | 'false';

  /**
   * The order; with `-` the other way round. Left out: `id`, the order in which they were added.
   * @example "name"
   */
  @Optional()
  @IsIn(sortWords(sorts))
  sort?: 'id' | '-id' | 'name' | '-name' | 'login' | '-login';
}

export class CreateUserRequest {
  /**
   * What the person signs in with: A-Z, a-z, 0-9 and `. _ @ + -`.
   * @example "ada"
   */
  @IsLogin()
  login: string;

  /**
   * Where mail goes. For a login that has an account of its person's own, mail goes to the address of that instead: see `invitationGoesTo`. Somebody
   * whose invitation was withdrawn, and who has come by no other, is found under the address that is given now.
   * @example "ada@megacorp.example"
   */
  @IsMailAddress()
  email: string;

  /**
   * How the person is called in this organisation.
   * @example "Ada Lovelace"
   */
  @IsName()
  displayName: string;

  /**
   * 12 to 128 characters. With it the person can sign in at once; without it the person is invited.
   * @example "plum-harbour-lantern"
   */
  @Optional()
  @IsNewPassword()
  password?: string;

  /**
   * The groups to put the person into at once; you must hold `group.update` and all that is in them.
   * @example ["1001"]
   */
  @Optional()
  @IsIdList()
  groupIds?: string[];

  /**
   * The workspace roles to give the person at once; you must hold `role.assign` and all that is in them, in their scopes.
   * @example ["1037"]
   */
  @Optional()
  @IsIdList()
  workspaceRoleIds?: string[];
}

export class UpdateUserRequest {
  /**
   * How the person is called in this organisation.
   * @example "Ada King"
   */
  @Optional()
  @IsName()
  displayName?: string;

  /** `disabled`: keys, tokens and sessions of the person are refused in this organisation. */
  @Optional()
  @IsIn(['active', 'disabled'])
  state?: 'active' | 'disabled';
}

export const toBelongings = ({ groupIds = [], workspaceRoleIds = [] }: CreateUserRequest): Belongings => ({ groupIds: groupIds.map(toId), workspaceRoleIds: workspaceRoleIds.map(toId) });

export const userSliceOf = (query: UserQuery): SortedSlice<UserSort> => sortedSliceOf(query, query.sort ?? 'id', sorts);

export const userFilterOf = ({ state, search, secondFactor }: Pick<UserQuery, 'state' | 'search' | 'secondFactor'>): UserFilter => ({
  state,
  search,
  ...(secondFactor !== undefined && { secondFactor: secondFactor === 'true' }),
});

export const toUserDto = (user: User): UserDto => ({
  id: String(user.id),
  accountId: String(user.accountId),
  login: user.account.login,
  email: (user.acceptedAt === null ? user.invitedEmail : null) ?? user.account.email,
  displayName: user.displayName,
  state: user.state,
  secondFactor: user.secondFactor,
  lastSignInAt: fromOptionalInstant(user.lastSignInAt),
  createdAt: fromInstant(user.createdAt),
  updatedAt: fromInstant(user.updatedAt),
});
