import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../src/platform/http/index.js';
import { administrator, freePort, Program } from '../harness/index.js';
import { exchangesOf, runInShell, withoutWhatIsDrawn, withPrinted } from './shell-pages.js';

/** `PAGES_WRITE=1 npm test test/documents` puts what is printed now into the pages. */
const write = process.env['PAGES_WRITE'] === '1';
const pages = ['README.md', 'docs/dialects/api-token.md'];

describe.each(pages)('the page %s', (page) => {
  const file = join(projectFolder, page);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-readme-'));
  let program: Program;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    program = Program.start('main', {
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: `sqlite:${join(folder, 'latchkey.sqlite')}`,
      BOOTSTRAP_ORGANISATION: 'megacorp',
      BOOTSTRAP_ADMIN_LOGIN: administrator.login,
      BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
    });
    await program.prints('sign in as ada');
  });
  afterAll(async () => {
    await program?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints what its commands answer, from the first one to the last', async () => {
    const text = readFileSync(file, 'utf8');
    // What starts a server is done above.
    const walk = exchangesOf(text).map((each) => (/npm start|CREATE/.test(each.commands) ? { commands: '', printed: null } : each));
    const printed = await runInShell(walk.map(({ commands }) => commands.replaceAll('http://localhost:3000', url)), folder);
    const exchanges = walk.map((each, index) => ({ ...each, now: printed[index] ?? '' })).filter((each) => each.printed !== null);
    if (write) writeFileSync(file, withPrinted(text, printed));
    else for (const { commands, printed: before, now } of exchanges) expect({ commands, prints: withoutWhatIsDrawn(now) }).toEqual({ commands, prints: withoutWhatIsDrawn(before ?? '') });
    expect(exchanges.length).toBeGreaterThan(5);
  }, 120_000);
});
