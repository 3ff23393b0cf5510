import { type Answer, type Client, type TestServer } from '../harness/index.js';
import { asForm, encoded } from './door.js';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-site': 'same-origin' };

/** A person with a browser that runs no script: keeps cookies, follows redirects, sends the forms that are on the page. */
export class PlainBrowser {
  private readonly cookies = new Map<string, string>();
  private page: Answer | undefined;
  /** Where the browser is, without a slash at the end. */
  path = '';

  constructor(private readonly server: TestServer) {}

  get text(): string {
    return this.page?.text ?? '';
  }

  get status(): number {
    return this.page?.status ?? 0;
  }

  get headers(): Answer['headers'] {
    return this.page?.headers ?? {};
  }

  /** What is read on the page: its text without the markup. */
  get words(): string {
    return this.text
      .replace(/^.*<body>/s, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] as string)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ (?=[.,])/g, '');
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async open(path: string): Promise<this> {
    return this.take(path, await this.client().get(path));
  }

  /** Sends the form with this button, filled in; what is hidden goes along. */
  async submit(button: string, fields: Record<string, string | string[]> = {}): Promise<this> {
    const { action, hidden } = this.formOf(button);
    return this.send(action, { ...hidden, ...fields });
  }

  async send(action: string, fields: Record<string, string | string[]>): Promise<this> {
    return this.take(action, await asForm(this.client()).post(action, encoded(fields)));
  }

  async signIn(login: string, password: string): Promise<this> {
    await this.open('/org/');
    return this.submit('Sign in', { login, password });
  }

  /** The form that has such a button: where it goes, and what is hidden in it. */
  formOf(button: string): { action: string; hidden: Record<string, string> } {
    const forms = this.text.match(/<form method="post".*?<\/form>/gs) ?? [];
    const form = forms.find((each) => new RegExp(`<button[^>]*type="submit"[^>]*>\\s*${button}\\s*</button>`).test(each));
    if (!form) throw new Error(`no form with the button "${button}" at ${this.path}: ${this.words}`);
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    return { action: /action="([^"]+)"/.exec(form)?.[1] ?? '', hidden: Object.fromEntries(hidden) as Record<string, string> };
  }

  private client(): Client {
    return this.server.client({ ...browser, ...(this.cookies.size > 0 && { cookie: this.cookie }) });
  }

  private async take(path: string, answer: Answer): Promise<this> {
    for (const each of [answer.headers['set-cookie'] ?? []].flat()) this.keep(each);
    const { location } = answer.headers;
    if (answer.status === 303 && typeof location === 'string') return this.open(location);
    this.page = answer;
    this.path = path.replace(/(?<=.)\/(?=\?|$)/, '');
    return this;
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
