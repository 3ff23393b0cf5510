import type { Transporter } from 'nodemailer';
import { type Mail, MailTransport } from './mail.js';
import { toMessage } from './message.js';

/** At most so many conversations with the mail server at once. */
const mostConnections = 2;

/** By SMTP, as SMTP_URL says (`smtp://`, `smtps://`, with the options of nodemailer as its query). */
export class SmtpTransport extends MailTransport {
  private smtp?: Promise<Transporter>;

  constructor(
    private readonly url: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    const smtp = await (this.smtp ??= this.open());
    await smtp.sendMail(toMessage(mail, this.from));
  }

  override close(): void {
    void this.smtp?.then((smtp) => smtp.close());
  }

  /** The library is loaded for the first mail: most starts send none. */
  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    return createTransport({ url: this.url, pool: true, maxConnections: mostConnections, ...patience });
  }
}
