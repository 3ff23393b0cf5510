import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { parseMail, type ReceivedMail } from './received-mail.js';

/** A mail server that keeps what it is sent. It takes one login and speaks no TLS. */
export class MailServer {
  static readonly login = { user: 'latchkey', password: 'mail-password-canary' };
  readonly received: ReceivedMail[] = [];
  /** How many of the next mails it refuses, repeating their text as some do. */
  refusals = 0;
  /** How often somebody has tried to give it a mail. */
  attempts = 0;
  private readonly server: SMTPServer;

  private constructor() {
    const { user, password } = MailServer.login;
    this.server = new SMTPServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 100,
      onAuth: (auth, _session, done) => (auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('wrong'))),
      onData: (stream, _session, done) => {
        void text(stream).then((source) => {
          this.attempts++;
          if (this.refusals-- > 0) return done(Object.assign(new Error(`not this: ${source.replaceAll(/\s+/g, ' ')}`), { responseCode: 451 }));
          this.received.push(parseMail(source));
          done();
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((resolve) => mail.server.listen(0, '127.0.0.1', resolve));
    return mail;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://${MailServer.login.user}:${MailServer.login.password}@127.0.0.1:${port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
