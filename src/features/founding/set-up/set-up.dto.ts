import { IsString, Length } from 'class-validator';
import { IsLogin, IsMailAddress, IsName, IsSlug } from '../../../platform/http/index.js';
import { IsNewPassword } from '../../users/index.js';

/** What a server without any account is set up with. */
export class SetUpRequest {
  /**
   * What the server printed at its start, behind the `#`.
   * @example "Zk3T0m3vQd6p1b9XwYcA2gZk3T0m3vQd6p1b9XwYcA2"
   */
  @Length(1, 100)
  @IsString()
  setUpCode: string;

  /**
   * What the first organisation is called.
   * @example "Megacorp"
   */
  @IsName()
  organisationName: string;

  /**
   * Its name in addresses: a-z, 0-9 and `-`, beginning with a letter.
   * @example "megacorp"
   */
  @IsSlug()
  slug: string;

  /**
   * How its administrator is called.
   * @example "Ada Lovelace"
   */
  @IsName()
  displayName: string;

  /**
   * What the administrator signs in with.
   * @example "ada"
   */
  @IsLogin()
  login: string;

  /**
   * Where mail to the administrator goes.
   * @example "ada@megacorp.example"
   */
  @IsMailAddress()
  email: string;

  /**
   * The administrator's password: 12 to 128 characters, none of the common ones.
   * @example "plum-harbour-lantern"
   */
  @IsNewPassword()
  password: string;
}
