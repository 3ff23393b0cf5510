/** One invalid member of a request: where it is (`permissions[2]`) and what is wrong with it. */
export interface FieldError {
  field: string;
  message: string;
}

/** What a refusal may say besides its sentence. Everything in here reaches the caller. */
export interface ErrorExtras {
  errors?: FieldError[];
  missingPermissions?: string[];
  decisionId?: string;
  retryAfterSeconds?: number;
  /** The methods an address takes (405). */
  allow?: string[];
  /** Value of `WWW-Authenticate`; every 401 carries one. */
  challenge?: string;
  /** For the log only, never sent. */
  cause?: unknown;
}

/** One entry of the error catalogue: a stable code, the HTTP status it answers, its title. */
export interface ErrorKind {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  (detail?: string, extras?: ErrorExtras): AppError;
}

/** Everything this server tells a caller about a failure; anything else that is thrown becomes `internal`. */
export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    detail: string,
    readonly extras: ErrorExtras,
  ) {
    // A refusal is an answer, not an accident: walking the stack would be most of its cost.
    const limit = Error.stackTraceLimit;
    if (kind.status < 500) Error.stackTraceLimit = 0;
    super(detail, { cause: extras.cause });
    Error.stackTraceLimit = limit;
    this.name = 'AppError';
  }

  get code(): string {
    return this.kind.code;
  }

  get status(): number {
    return this.kind.status;
  }
}

const catalogue = new Map<string, ErrorKind>();

/** Declares an error; `docs/errors/<code>.md` explains it (held level by a test). */
export function errorKind(code: string, status: number, title: string): ErrorKind {
  if (catalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
  const create = (detail?: string, extras: ErrorExtras = {}): AppError => new AppError(kind, detail ?? title, extras);
  const kind: ErrorKind = Object.assign(create, { code, status, title });
  catalogue.set(code, kind);
  return kind;
}

/** All declared errors, by code. */
export const errorCatalogue: ReadonlyMap<string, ErrorKind> = catalogue;
