import { IsString, Length, MaxLength } from 'class-validator';
import { CreateSessionRequest } from '../../../features/sessions/index.js';
import { Optional } from '../../../platform/http/index.js';

export class SignInForm extends CreateSessionRequest {
  /**
   * The page to go to afterwards.
   * @example "/org/megacorp/problem/"
   */
  @Optional()
  @IsString()
  @MaxLength(4096)
  next?: string;
}

/** The second step of people whose account has a second factor. */
export class SecondStepForm {
  /**
   * What the page of the second step holds: that the password was right, sealed, for 5 minutes.
   * @example "3.h5cUuvQzUd0Xf1"
   */
  @IsString()
  @Length(1, 1200)
  step: string;

  /**
   * The code the person's app shows now.
   * @example "492039"
   */
  @Optional()
  @IsString()
  @MaxLength(20)
  totp?: string;

  /**
   * One of the recovery codes, in place of `totp`. It is good once.
   * @example "k3fm-9xq2-7wcd-h04t-znb5-r8ya"
   */
  @Optional()
  @IsString()
  @MaxLength(100)
  recoveryCode?: string;

  /**
   * The page to go to afterwards.
   * @example "/org/megacorp/problem/"
   */
  @Optional()
  @IsString()
  @MaxLength(4096)
  next?: string;
}

export class SignOutForm {
  /**
   * The page to come back to after signing in again.
   * @example "/org/megacorp/organisation/api-key/1003/"
   */
  @Optional()
  @IsString()
  @MaxLength(4096)
  next?: string;
}
