import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { serve } from '../serve.js';
import { fillMegacorp } from './demo/megacorp.js';

/** What says where real data and real mail are: a demonstration touches neither. */
const notForDemonstrations = /^(BOOTSTRAP_.*|DATABASE_URL|MAIL_OUTBOX|MASTER_KEY|REDIS_URL|SMTP_URL)$/;

/** The server on a throw-away database that holds the example organisation; everything is gone when it ends. */
const folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !notForDemonstrations.test(name)));
await serve({
  environment: { ...own, DATABASE_URL: `sqlite:${join(folder, 'latchkey.sqlite')}` },
  fill: fillMegacorp,
  // Ends by itself instead of by the signal, so that the folder is removed.
  exitOnSignal: true,
});
