import type { LoggerService } from '@nestjs/common';
import { destination, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/index.js';

const credentialHeaders = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'proxy-authorization'];
const secretMembers = ['password', 'key', 'clientSecret', 'client_secret', 'secret', 'token', 'refresh_token', 'access_token'];

/** Where the log goes: standard output in production, anything with `write` in tests. */
export type LogSink = { write(line: string): void };

/** Structured log lines without credentials: what may carry one is removed by name, wherever it stands. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: LogLevel, sink: LogSink = destination({ sync: true })) {
    const paths = [...credentialHeaders, ...secretMembers].flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
    this.pino = pino({ level, redact: { paths, censor: '[redacted]' }, serializers: { err: safeError } }, sink as never);
  }

  isEnabled(level: Exclude<LogLevel, 'silent'>): boolean {
    return this.pino.isLevelEnabled(level);
  }

  info(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  /** What Nest says at its start: each module and route. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    // Nest tells of a failed start before it throws; whoever started it says so better.
    this.write(rest.at(-1) === 'ExceptionHandler' || rest.at(-1) === 'TypeOrmModule' ? 'debug' : 'error', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: 'info' | 'warn' | 'error' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    if (typeof message === 'object' && message !== null) this.pino[level](message, typeof rest[0] === 'string' ? rest[0] : undefined);
    else this.pino[level]({ context: rest.at(-1) }, String(message));
  }
}

/** Names and stacks, but not the parameters of a failed query: they may hold a digest or an e-mail address. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return { name, code, message, stack, ...(cause instanceof Error && { cause: safeError(cause) }) };
}
