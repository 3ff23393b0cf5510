import { setTimeout as sleep } from 'node:timers/promises';
import { type Log } from '../logging/index.js';
import type { Mail, MailTransport } from './mail.js';

/** Milliseconds before each further attempt. */
export const usualPauses: readonly number[] = [1_000, 15_000, 120_000];

/** More than so many waiting mails would only fill the memory. */
const mostPending = 5_000;

/** How long an orderly end waits for mails that are on their way. */
const lastSeconds = 5;

/**
 * Sends mail beside the requests that cause it, never as a part of them: a mail server that is slow or away makes
 * no request slow and fails none. What cannot be sent is tried again a few times, logged, and then given up.
 */
export class Mailer {
  private readonly pending = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly transport: MailTransport,
    private readonly log: Log,
    private readonly pauses: readonly number[] = usualPauses,
  ) {}

  /** Call it after the commit of what the mail tells of. Answers at once. */
  post(mail: Mail): void {
    if (this.ending.signal.aborted || this.pending.size >= mostPending) {
      this.log.error({ mail: mail.kind }, 'a mail was not sent: too many are waiting, or the server is ending');
      return;
    }
    const sending = this.deliver(mail).finally(() => this.pending.delete(sending));
    this.pending.add(sending);
  }

  /** When all that was posted has been sent or given up. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  /** Gives what is on its way a moment, and up what waits for another attempt. */
  async close(): Promise<void> {
    this.ending.abort();
    await Promise.race([this.settled(), sleep(lastSeconds * 1000, undefined, { ref: false })]);
    this.transport.close();
  }

  private async deliver(mail: Mail): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.transport.send(mail);
      } catch (error) {
        const pause = this.pauses[attempt];
        this.report(mail, attempt + 1, error, pause === undefined);
        if (pause === undefined || !(await this.waits(pause))) return;
      }
    }
  }

  private async waits(pauseMs: number): Promise<boolean> {
    return sleep(pauseMs, true, { ref: false, signal: this.ending.signal }).catch(() => false);
  }

  /** Codes only: a mail server may repeat the text it refuses, with the link that is in it. */
  private report({ kind }: Mail, attempt: number, error: unknown, isLast: boolean): void {
    const { code, responseCode, command } = (error ?? {}) as { code?: unknown; responseCode?: unknown; command?: unknown };
    const line = { mail: kind, attempt, code, responseCode, command };
    if (isLast) this.log.error(line, 'a mail could not be sent; given up');
    else this.log.warn(line, 'a mail could not be sent; it is tried again');
  }
}
