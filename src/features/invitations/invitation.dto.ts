import { IsString, Length } from 'class-validator';
import { ChangedDto, Optional } from '../../platform/http/index.js';
import { IsNewPassword } from '../users/index.js';
import type { Accepted } from './accept-invitation.js';

export class AcceptInvitationRequest {
  /**
   * The token of the mail.
   * @example "1001.Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  @IsString()
  @Length(1, 100)
  token: string;

  /**
   * New account: the password it is to have, 12 to 128 characters. Account that has one: its password.
   * @example "plum-harbour-lantern"
   */
  @Optional()
  @IsNewPassword()
  password?: string;
}

export class AcceptedOrganisationDto {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;
}

export class AcceptedInvitationDto extends ChangedDto {
  /** Where one is a user now. */
  organisation: AcceptedOrganisationDto;

  /**
   * Who one is there.
   * @example "1002"
   */
  userId: string;

  /**
   * What to sign in with.
   * @example "grace"
   */
  login: string;
}

export const toAcceptedDto = ({ organisation: { id, slug, name }, user }: Accepted): Omit<AcceptedInvitationDto, 'freshness'> => ({
  organisation: { id: String(id), slug, name },
  userId: String(user.id),
  login: user.account.login,
});
