import { IsString, Length, MaxLength } from 'class-validator';
import { IsId, Optional } from '../../platform/http/index.js';

export class ForwardQuestion {
  /**
   * What the caller must be allowed to do; given several times: all of it. Left out: nothing in particular.
   * @example "problem.read"
   */
  @Optional()
  @MaxLength(100, { each: true })
  @IsString({ each: true })
  permission?: string | string[];

  /**
   * Slug or id of the organisation it is about; needed for people who are members of several.
   * @example "megacorp"
   */
  @Optional()
  @Length(1, 63)
  organisation?: string;

  /**
   * The workspace it must be allowed in; left out: the organisation as a whole.
   * @example "1001"
   */
  @Optional()
  @IsId()
  workspace?: string;
}

export class ForwardAnswerDto {
  /**
   * The organisation; null: in none.
   * @example "1001"
   */
  organisationId: string | null;

  /**
   * The person; null for a service key.
   * @example "1001"
   */
  userId: string | null;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  login: string | null;

  /**
   * The key behind the credential; null for a person signed in.
   * @example "1003"
   */
  keyId: string | null;

  /** What kind of credential the request carries. */
  credential: 'session' | 'api-key' | 'access-token';
}
