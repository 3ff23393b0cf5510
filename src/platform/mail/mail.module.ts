import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/index.js';
import { Log } from '../logging/index.js';
import { Mailer } from './mailer.js';
import { OutboxTransport } from './outbox-transport.js';
import { SmtpTransport } from './smtp-transport.js';

const mailer = {
  provide: Mailer,
  inject: [Config, Log],
  useFactory: ({ smtpUrl, mailFrom, mailOutbox }: Config, log: Log) =>
    new Mailer(smtpUrl === null ? new OutboxTransport(mailOutbox, mailFrom) : new SmtpTransport(smtpUrl, mailFrom), log),
};

@Global()
@Module({ providers: [mailer], exports: [Mailer] })
export class MailModule implements OnApplicationShutdown {
  constructor(private readonly mailer: Mailer) {}

  onApplicationShutdown(): Promise<void> {
    return this.mailer.close();
  }
}
