import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../src/platform/http/index.js';
import { administrator, freePort, Program } from '../harness/index.js';
import { exchangesOf, runInShell, withoutWhatIsDrawn, withPrinted } from './shell-pages.js';

const file = join(projectFolder, 'README.md');
/** `README_WRITE=1 npm test test/documents` puts what is printed now into the page. */
const write = process.env['README_WRITE'] === '1';

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-readme-'));
  let program: Program;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    program = Program.start('src/main.ts', {
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
    const page = readFileSync(file, 'utf8');
    // What starts a server is done above; there is a page of its own about other databases.
    const walk = exchangesOf(page).map((each) => (/npm start|CREATE/.test(each.commands) ? { commands: '', printed: null } : each));
    const printed = await runInShell(walk.map(({ commands }) => commands.replaceAll('http://localhost:3000', url)), folder);
    const exchanges = walk.map((each, index) => ({ ...each, now: printed[index] ?? '' })).filter((each) => each.printed !== null);
    if (write) writeFileSync(file, withPrinted(page, printed));
    else for (const { commands, printed: before, now } of exchanges) expect({ commands, prints: withoutWhatIsDrawn(now) }).toEqual({ commands, prints: withoutWhatIsDrawn(before ?? '') });
    expect(exchanges.length).toBeGreaterThan(15);
  }, 120_000);
});
