/** One invalid member of a request. */
export class FieldErrorDto {
  /**
   * Where it is.
   * @example "permissions.2"
   */
  field: string;

  /**
   * What is wrong with it.
   * @example "must be the name of a permission"
   */
  message: string;
}

/** What went wrong, as RFC 9457 says it (`application/problem+json`). */
export class ProblemDto {
  /**
   * Address of the page that explains this error.
   * @example "http://localhost:3000/errors/access.permission-missing"
   */
  type: string;

  /**
   * The same for every error with this code.
   * @example "The caller lacks a permission"
   */
  title: string;

  /**
   * The HTTP status.
   * @example 403
   */
  status: number;

  /**
   * What happened this time.
   * @example "The caller does not hold problem.create in workspace 1001"
   */
  detail: string;

  /**
   * Stable; made for programs.
   * @example "access.permission-missing"
   */
  code: string;

  /**
   * Names this request in the server's log.
   * @example "p4k2v9-1f"
   */
  requestId: string;

  /** The invalid members of the request, where that is what went wrong. */
  errors?: FieldErrorDto[];

  /**
   * The permissions the caller lacks (403).
   * @example ["problem.create"]
   */
  missingPermissions?: string[];

  /**
   * Names this refusal for administrators (403).
   * @example "Zk3T0m3vQd6p1b9XwYcA2g"
   */
  decisionId?: string;
}
