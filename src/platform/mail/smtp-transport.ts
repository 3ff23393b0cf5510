import { createTransport } from 'nodemailer';
import { type Mail, MailTransport } from './mail.js';
import { toMessage } from './message.js';

/** At most so many conversations with the mail server at once. */
const mostConnections = 2;

/** By SMTP, as SMTP_URL says (`smtp://`, `smtps://`, with the options of nodemailer as its query). */
export class SmtpTransport extends MailTransport {
  private readonly smtp;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    this.smtp = createTransport({ url, pool: true, maxConnections: mostConnections, ...patience });
  }

  async send(mail: Mail): Promise<void> {
    await this.smtp.sendMail(toMessage(mail, this.from));
  }

  override close(): void {
    this.smtp.close();
  }
}
