export { type Mail, MailTransport } from './mail.js';
export { MailModule } from './mail.module.js';
export { Mailer } from './mailer.js';
export { OutboxTransport } from './outbox-transport.js';
export { SmtpTransport } from './smtp-transport.js';
