import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/** What a mail program would show of a message without attachments. */
export function parseMail(source: string): ReceivedMail {
  const end = source.indexOf('\r\n\r\n');
  const headers = source.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  const body = source.slice(end + 4);
  const text = header('Content-Transfer-Encoding') === 'quoted-printable' ? unquoted(body) : body;
  return { to: header('To'), from: header('From'), subject: header('Subject'), text: text.replaceAll('\r\n', '\n') };
}

/** The mails a server has written, the oldest first. */
export function mailsIn(folder: string): ReceivedMail[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names.sort().map((name) => parseMail(readFileSync(join(folder, name), 'utf8')));
}

function unquoted(body: string): string {
  const bytes = body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
