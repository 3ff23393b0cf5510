import { type Answer, type Client, expectStatus } from '../../harness/index.js';
import { asForm, encoded } from '../door.js';

/** Somebody in front of a browser without JavaScript: loads a page, fills in a form of it, sends it. */
export class Person {
  private readonly client: Client;

  constructor(session: Client) {
    this.client = session.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
  }

  get(path: string): Promise<Answer> {
    return expectStatus(this.client.get(path), 200);
  }

  /** Sends the form at `action`, which must be on the page. */
  async submit(page: string, action: string, members: Record<string, string | string[]> = {}): Promise<Answer> {
    const { text } = await this.get(page);
    if (!text.includes(`action="${action}"`)) throw new Error(`${page} has no form for ${action}`);
    return asForm(this.client).post(action, encoded({ _token: field(text, '_token'), _once: field(text, '_once'), ...members }));
  }

  /** Sends a form that has worked, and answers the page it leads to. */
  async does(page: string, action: string, members: Record<string, string | string[]> = {}): Promise<Answer> {
    const { headers } = await expectStatus(this.submit(page, action, members), 303);
    const flash = [headers['set-cookie']].flat().find((cookie) => cookie?.startsWith('latchkey_flash='))?.split(';')[0] ?? '';
    return { ...(await this.get(String(headers['location']))), headers: { ...headers, flash: Buffer.from(flash.split('=')[1]?.split('.')[0] ?? '', 'base64url').toString() } };
  }
}

const field = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
