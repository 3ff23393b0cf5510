import { type Answer, type Client, expectStatus } from '../harness/index.js';
import { asForm, encoded } from './door.js';

/** A signed-in person at a browser without JavaScript: reads pages and sends the forms on them. */
export class Person {
  private readonly browser: Client;

  constructor(session: Client) {
    this.browser = session.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
  }

  get(path: string): Promise<Answer> {
    return this.browser.get(path);
  }

  async page(path: string): Promise<string> {
    return (await expectStatus(this.get(path), 200)).text;
  }

  /** Sends a form that stands on a page, with what the page put into it. */
  async submit(page: string, action: string, members: Record<string, string | string[]>): Promise<Answer> {
    const text = await this.page(page);
    const field = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
    return asForm(this.browser).post(action, encoded({ _token: field('_token'), _once: field('_once'), ...members }));
  }
}
