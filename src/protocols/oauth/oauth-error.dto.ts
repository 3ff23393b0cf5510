/** An error as OAuth clients expect it (RFC 6749, 5.2). */
export class OAuthErrorDto {
  /**
   * One of the codes of RFC 6749, RFC 8693 and RFC 8707.
   * @example "invalid_grant"
   */
  error: string;

  /**
   * What happened, for people.
   * @example "The refresh token is not valid"
   */
  error_description: string;
}
