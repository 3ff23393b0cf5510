import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mail, MailTransport } from './mail.js';
import { toMessage } from './message.js';

/** The library is loaded for the first mail: most starts send none. */
async function composer() {
  const { createTransport } = await import('nodemailer');
  return createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
}

/** Writes `.eml` files, for whoever has no mail server: a person opens them, or another program sends them. */
export class OutboxTransport extends MailTransport {
  private count = 0;

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    // The number keeps mails of one millisecond in order.
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${String(this.count++).padStart(6, '0')}-${randomBytes(4).toString('hex')}.eml`;
    const { message } = await (await composer()).sendMail(toMessage(mail, this.from));
    // They may hold links that let somebody in: for the owner of the server only.
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, `.${name}.part`), message as Buffer, { mode: 0o600, flag: 'wx' });
    await rename(join(this.folder, `.${name}.part`), join(this.folder, name));
  }
}
