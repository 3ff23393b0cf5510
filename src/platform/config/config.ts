/** Where the database is. */
export type DatabaseConfig = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'mysql'; readonly url: string };

/** What makes the first organisation and its administrator on an empty database. */
export interface BootstrapConfig {
  readonly organisation: string;
  readonly login: string;
  readonly password: string;
  readonly email: string;
}

/** Everything that can be set from outside, read once at the start. */
export class Config {
  readonly host: string;
  readonly port: number;
  /** How many processes serve. */
  readonly workers: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly database: DatabaseConfig;
  readonly redisUrl: string | null;
  /** The first wraps new data keys; the others only unwrap. Empty: one is kept in a file beside the SQLite database. */
  readonly masterKeys: readonly Buffer[];
  readonly smtpUrl: string | null;
  /** Whom mails come from. */
  readonly mailFrom: string;
  /** Where mails are written without an SMTP server. */
  readonly mailOutbox: string;
  /** How far the time of a request at the incorta door may be from ours. */
  readonly incortaRequestMinutes: number;
  /** How many credentials each process remembers the facts of. */
  readonly rememberedFacts: number;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly bootstrap: BootstrapConfig | null;
  /** How long the use of keys is kept: counts by hour, and by day. */
  readonly usageHourlyDays: number;
  readonly usageDailyDays: number;
  /** How long refusals are kept. */
  readonly decisionDays: number;

  constructor(values: Config) {
    Object.assign(this, values);
  }
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
