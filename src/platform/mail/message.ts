import type { Mail } from './mail.js';

/** What nodemailer is handed: addresses as values, so that nothing in them is read as another address. */
export const toMessage = ({ to, subject, text }: Mail, from: string) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  // Answers of machines to machines (RFC 3834) come to nobody here.
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});
