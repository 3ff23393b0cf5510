import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A block of commands, and the block with what they print, where one follows. */
export interface Exchange {
  readonly commands: string;
  readonly printed: string | null;
}

const pair = /^```sh\n([^]*?)^```\n(?:\n```\n([^]*?)^```\n)?/gm;

/** The exchanges of a page, in order. */
export const exchangesOf = (page: string): Exchange[] => [...page.matchAll(pair)].map(([, commands = '', printed]) => ({ commands, printed: printed ?? null }));

/** The page with what the commands print now; blocks that printed nothing stay as they are. */
export function withPrinted(page: string, printed: readonly string[]): string {
  let next = 0;
  return page.replace(pair, (whole, commands: string, before?: string) => {
    const now = printed[next++] ?? '';
    return before === undefined || now === '' ? whole : `\`\`\`sh\n${commands}\`\`\`\n\n\`\`\`\n${now}\`\`\`\n`;
  });
}

const between = '=== between two blocks ===';

/** Runs the blocks one after the other in one shell, as somebody who pastes them does; what each of them prints. */
export async function runInShell(blocks: readonly string[], folder: string): Promise<string[]> {
  const shell = spawn('bash', ['-s'], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' }, stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  shell.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  shell.stdin.end(blocks.map((block) => `${block}\nprintf '${between}'\n`).join(''));
  await once(shell, 'close');
  return printed.split(between).slice(0, blocks.length);
}

/** What differs from run to run: texts drawn at random, times, and the numbers of requests. */
const drawn: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>'],
  [/\bLK\w{6}\.\w{32}\b/g, '<key>'],
  [/\bLK\w{6}\b/g, '<prefix>'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<access token>'],
  [/"refresh_token":"[^"]+"/g, '"refresh_token":"<refresh token>"'],
  [/"(epoch|requestId|decisionId)":"[^"]+"/g, '"$1":"<text>"'],
  [/"id":"[\w-]*[a-zA-Z-][\w-]*"/g, '"id":"<text>"'],
  [/"waitedMs":\d+/g, '"waitedMs":<number>'],
  [/([_.])[a-z0-9]{25}\b/g, '$1<random>'],
  // An hour may end between two calls.
  [/"counts":\[[^\]]+\]/g, '"counts":[<counts>]'],
  [/"userAgent":"curl\/[^"]+"/g, '"userAgent":"curl"'],
];

export const withoutWhatIsDrawn = (text: string): string => drawn.reduce((left, [pattern, name]) => left.replace(pattern, name), text);
