import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/platform/config/index.js';
import { Log } from '../../src/platform/logging/index.js';
import { type Mail, Mailer, MailTransport, OutboxTransport, SmtpTransport } from '../../src/platform/mail/index.js';
import { mailsIn, MailServer } from '../harness/index.js';

const from = 'Latchkey <latchkey@megacorp.example>';
const secret = 'https://latchkey.example/invitation/link-canary-which-is-long-enough-to-be-folded-by-a-mail-program';
const mail: Mail = { kind: 'invitation', to: 'ada@megacorp.example', subject: 'Welcome, Zoë', text: `Zoë, open\n\n${secret}\n` };

describe('mail', () => {
  let logged: string[];
  let log: Log;
  let server: MailServer;
  let folder: string;

  beforeEach(async () => {
    logged = [];
    log = new Log('trace', { write: (line) => void logged.push(line) });
    server = await MailServer.start();
    folder = mkdtempSync(join(tmpdir(), 'latchkey-mail-'));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes by SMTP, with the login of SMTP_URL', async () => {
    const mailer = new Mailer(new SmtpTransport(server.url, from), log);
    mailer.post(mail);
    expect(server.received).toEqual([]);
    await mailer.settled();
    await mailer.close();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ to: mail.to, from, text: expect.stringContaining(secret) });
    expect(logged).toEqual([]);
  });

  it('is tried again when the server refuses it for now', async () => {
    server.refusals = 2;
    const mailer = new Mailer(new SmtpTransport(server.url, from), log, [1, 1]);
    mailer.post(mail);
    await mailer.settled();
    await mailer.close();
    expect(server.received).toHaveLength(1);
    expect(server.attempts).toBe(3);
  });

  it('is given up after the last attempt, and no log line holds its text or a password', async () => {
    server.refusals = 100;
    const mailer = new Mailer(new SmtpTransport(server.url, from), log, [1, 1]);
    mailer.post(mail);
    await mailer.settled();
    await mailer.close();
    expect(server.attempts).toBe(3);
    expect(server.received).toEqual([]);
    expect(logged.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([40, 40, 50]);
    expect(logged.join('')).not.toMatch(/canary|Zoë|ada@/);
  });

  it('that no server takes makes nobody wait and nothing fail', async () => {
    const mailer = new Mailer(new SmtpTransport('smtp://latchkey:password-canary@127.0.0.1:1', from), log, [60_000]);
    const began = performance.now();
    mailer.post(mail);
    expect(performance.now() - began).toBeLessThan(100);
    await mailer.close();
    expect(logged.join('')).not.toContain('canary');
  });

  it('is a file for its owner alone where there is no SMTP server', async () => {
    const outbox = join(folder, 'outbox');
    const mailer = new Mailer(new OutboxTransport(outbox, from), log);
    mailer.post(mail);
    mailer.post({ ...mail, to: '"x, eve@evil.example"@megacorp.example' });
    await mailer.settled();
    expect(mailsIn(outbox)[0]).toMatchObject({ to: mail.to, from, text: mail.text });
    expect(readdirSync(outbox)).toHaveLength(2);
    for (const name of readdirSync(outbox)) expect(statSync(join(outbox, name)).mode & 0o077).toBe(0);
    expect(statSync(outbox).mode & 0o077).toBe(0);
  });

  it('is not accepted by the thousands, nor while the server ends', async () => {
    let sent = 0;
    class Counting extends MailTransport {
      async send(): Promise<void> {
        sent++;
      }
    }
    const mailer = new Mailer(new Counting(), log);
    for (let i = 0; i < 6_000; i++) mailer.post(mail);
    await mailer.close();
    mailer.post(mail);
    expect(sent).toBe(5_000);
  });

  it('is written beside the SQLite database unless MAIL_OUTBOX says otherwise', () => {
    expect(readConfig({ DATABASE_URL: 'sqlite:/var/lib/latchkey/db.sqlite' }).mailOutbox).toBe('/var/lib/latchkey/outbox');
    expect(readConfig({ DATABASE_URL: 'mysql://a:b@c/d', MASTER_KEY: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64') }).mailOutbox).toBe('data/outbox');
    expect(readConfig({ MAIL_OUTBOX: '/tmp/mails' }).mailOutbox).toBe('/tmp/mails');
    expect(readConfig({ PUBLIC_URL: 'https://keys.megacorp.example' }).mailFrom).toBe('Latchkey <latchkey@keys.megacorp.example>');
    expect(() => readConfig({ MAIL_FROM: 'nobody' })).toThrow('MAIL_FROM');
  });
});
