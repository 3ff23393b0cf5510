import { IsString, MaxLength } from 'class-validator';
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
