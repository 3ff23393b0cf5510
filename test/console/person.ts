import { type Answer, type Client, expectStatus } from '../harness/index.js';
import { asForm, encoded } from './door.js';

/** A signed-in person at a browser without JavaScript: reads pages, fills in a form on them, sends it. */
export class Person {
  private readonly browser: Client;
  private sent?: { action: string; body: string };

  constructor(session: Client) {
    this.browser = session.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
  }

  get(path: string): Promise<Answer> {
    return this.browser.get(path);
  }

  /** A page that is there. */
  see(path: string): Promise<Answer> {
    return expectStatus(this.get(path), 200);
  }

  async page(path: string): Promise<string> {
    return (await this.see(path)).text;
  }

  /** Sends the form at `action`, which must be on the page, with what the page put into it. */
  async submit(page: string, action: string, members: Record<string, string | string[]> = {}): Promise<Answer> {
    const text = await this.page(page);
    if (!text.includes(`action="${action}"`)) throw new Error(`${page} has no form for ${action}`);
    return this.send(text, action, members);
  }

  /** Sends a form that the page does not offer (any longer, or to this person), as an old page or a program would. */
  async insist(page: string, action: string, members: Record<string, string | string[]> = {}): Promise<Answer> {
    const text = await this.page(page);
    if (text.includes(`action="${action}"`)) throw new Error(`${page} offers a form for ${action}`);
    return this.send(text, action, members);
  }

  /** Sends a form of a page that was opened before, also long ago. */
  send(text: string, action: string, members: Record<string, string | string[]>): Promise<Answer> {
    this.sent = { action, body: encoded({ _token: field(text, '_token'), _once: field(text, '_once'), ...seenIn(text, action), ...members }) };
    return this.reload();
  }

  /** Sends the last form once more, as a browser does when the page that answered it is loaded again. */
  reload(): Promise<Answer> {
    const { action, body } = this.sent ?? { action: '', body: '' };
    return asForm(this.browser).post(action, body);
  }

  /** Sends a form that has worked, and answers the page it leads to, with what was said there as the header `flash`. */
  async does(page: string, action: string, members: Record<string, string | string[]> = {}): Promise<Answer> {
    const { headers } = await expectStatus(this.submit(page, action, members), 303);
    const flash = [headers['set-cookie']].flat().find((cookie) => cookie?.startsWith('latchkey_flash='))?.split(';')[0] ?? '';
    return { ...(await this.see(String(headers['location']))), headers: { ...headers, flash: Buffer.from(flash.split('=')[1]?.split('.')[0] ?? '', 'base64url').toString() } };
  }
}

const field = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';

/** What the form tells of the page it stands on. */
function seenIn(text: string, action: string): Record<string, string> {
  const form = text.split('<form ').find((each) => each.includes(`action="${action}"`))?.split('</form>')[0] ?? '';
  return form.includes('name="_seen"') ? { _seen: field(form, '_seen') } : {};
}
