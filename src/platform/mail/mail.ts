/** One mail to one person. */
export interface Mail {
  /** What it is, for the log: never the text itself, which may hold a link that must stay secret. */
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Takes a mail somewhere; throws when that did not work. */
export abstract class MailTransport {
  abstract send(mail: Mail): Promise<void>;

  /** Lets go of what is open. */
  close(): void {
    // most have nothing open
  }
}
