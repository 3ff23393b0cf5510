import { randomUUID } from 'node:crypto';
import { accessTokenType, exchangeGrant } from '../tokens/oauth.js';
import { type History, Known } from './history.js';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

export interface Reply {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked at as they come
  readonly body: any;
  readonly text: string;
  readonly cookie: string;
  readonly retryAfter: string;
}

/** The server died before its answer was complete. */
class CutOff extends Error {}

/** What the writer was given to begin with. */
export interface Cast {
  readonly admin: string;
  readonly user: { readonly login: string; readonly password: string; readonly id: string; readonly cookie: string; readonly key: string };
  readonly workspaceRoleId: string;
}

export async function call(url: string, method: string, path: string, headers: Record<string, string>, body?: string): Promise<Reply> {
  const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] as string;
  return { status: response.status, body: parsed, text, cookie, retryAfter: response.headers.get('retry-after') ?? '' };
}

/** Changes all kinds of things at once until the server dies, and notes what was acknowledged. */
export class Writer {
  private round = 0;
  private organisations = 0;
  private openSignIns = 0;

  constructor(
    readonly history: History,
    private readonly cast: Cast,
  ) {}

  /** Returns once every loop has been cut off. */
  async run(url: string): Promise<void> {
    this.round++;
    const loops = [this.keys(url), this.keys(url), this.families(url), this.families(url), this.grants(url), this.structures(url), this.sessions(url), this.once(url)];
    for (const end of await Promise.allSettled(loops)) {
      if (end.status === 'rejected' && end.reason instanceof CutOff) this.history.cutOff++;
      else this.history.faults.push(end.status === 'rejected' ? String(end.reason) : 'a loop ended by itself');
    }
  }

  private async send(url: string, method: string, path: string, expected: number, headers: Record<string, string>, body?: unknown): Promise<Reply> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const reply = await call(url, method, path, { ...(typeof body === 'object' && json), ...headers }, text).catch((error: unknown) => {
      throw new CutOff(String(error));
    });
    if (reply.status !== expected) throw new Error(`${method} ${path} answered ${reply.status}: ${reply.text}`);
    this.history.acknowledged++;
    return reply;
  }

  private own(url: string, method: string, path: string, expected: number, body?: unknown): Promise<Reply> {
    return this.send(url, method, `/api/v1/organisations/megacorp/${path}`, expected, { cookie: this.cast.user.cookie }, body);
  }

  private admin(url: string, method: string, path: string, expected: number, body?: unknown): Promise<Reply> {
    return this.send(url, method, `/api/v1/${path}`, expected, { cookie: this.cast.admin }, body);
  }

  private async keys(url: string): Promise<never> {
    for (;;) {
      const { body } = await this.own(url, 'POST', 'api-keys', 201, { name: `round ${this.round}` });
      const record = { id: body.id as string, text: body.key as string, state: new Known<'active' | 'deactivated' | 'revoked'>('active') };
      this.history.keys.push(record);
      for (const [action, state] of [['deactivate', 'deactivated'], ['activate', 'active'], ['revoke', 'revoked']] as const) {
        if (Math.random() < 0.3) continue;
        record.state.maybe(state);
        await this.own(url, 'POST', `api-keys/${record.id}/${action}`, 200, action === 'revoke' ? {} : undefined);
        record.state.is(state);
        if (state !== 'active') this.history.removals++;
      }
    }
  }

  private async families(url: string): Promise<never> {
    const token = (parameters: Record<string, string>) => this.send(url, 'POST', '/oauth/token', 200, form, new URLSearchParams(parameters).toString());
    const revoke = (text: string) => this.send(url, 'POST', '/oauth/revoke', 200, form, new URLSearchParams({ token: text }).toString());
    for (;;) {
      const first = await token({ grant_type: exchangeGrant, subject_token: this.cast.user.key, subject_token_type: accessTokenType });
      const family = { tokens: [{ text: first.body.refresh_token as string, usedAt: null as number | null }], access: first.body.access_token as string, accessLives: new Known(true), lives: new Known(true) };
      this.history.families.push(family);
      for (let steps = Math.floor(Math.random() * 6); steps > 0; steps--) {
        const last = family.tokens.at(-1) as { text: string; usedAt: number | null };
        last.usedAt = Date.now();
        const { body } = await token({ grant_type: 'refresh_token', refresh_token: last.text });
        family.tokens.push({ text: body.refresh_token, usedAt: null });
      }
      if (Math.random() < 0.3) {
        family.accessLives.maybe(false);
        await revoke(family.access);
        family.accessLives.is(false);
        this.history.removals++;
      }
      if (Math.random() < 0.4) {
        family.lives.maybe(false);
        family.accessLives.maybe(false);
        await revoke(family.tokens.at(-1)?.text as string);
        family.lives.is(false);
        family.accessLives.is(false);
        this.history.removals++;
      }
    }
  }

  /** A role is given and taken away. */
  private async grants(url: string): Promise<never> {
    const { workspaceRoleId, user } = this.cast;
    const { body } = await this.admin(url, 'GET', `organisations/megacorp/role-assignments?userId=${user.id}`, 200);
    let id = body.items[0]?.id as string | undefined;
    for (;;) {
      this.history.granted.maybe(id === undefined);
      if (id === undefined) id = (await this.admin(url, 'POST', 'organisations/megacorp/role-assignments', 201, { workspaceRoleId, userId: user.id })).body.id;
      else {
        await this.admin(url, 'DELETE', `organisations/megacorp/role-assignments/${id}`, 200);
        id = undefined;
        this.history.removals++;
      }
      this.history.granted.is(id !== undefined);
    }
  }

  /** Things that consist of many rows. */
  private async structures(url: string): Promise<never> {
    for (;;) {
      const slug = `org-${this.round}-${++this.organisations}`;
      const organisation = await this.admin(url, 'POST', 'organisations', 201, { slug, name: slug });
      this.history.made.push({ table: 'organisation', id: organisation.body.id });
      const things: [string, string, unknown][] = [
        ['role', 'roles', { name: 'half', level: 'workspace', permissions: ['problem.read'] }],
        ['workspace', 'workspaces', { name: 'half' }],
        ['user_group', 'groups', { name: 'half' }],
      ];
      for (const [table, path, input] of things) {
        this.history.made.push({ table, id: (await this.admin(url, 'POST', `organisations/${slug}/${path}`, 201, input)).body.id });
      }
      const key = { name: 'half', kind: 'service', workspaceRoleIds: [this.cast.workspaceRoleId] };
      this.history.made.push({ table: 'api_key', id: (await this.admin(url, 'POST', 'organisations/megacorp/api-keys', 201, key)).body.id });
    }
  }

  private async sessions(url: string): Promise<never> {
    // An attempt whose process died stays counted, so that no crash helps to guess: after ten of them the login rests.
    if (this.openSignIns >= 10) return this.keys(url);
    const { login, password } = this.cast.user;
    this.openSignIns++;
    const { cookie } = await this.send(url, 'POST', '/api/v1/sessions', 201, {}, { login, password });
    this.openSignIns--;
    const session = { cookie, lives: new Known(true) };
    this.history.sessions.push(session);
    if (Math.random() < 0.7) {
      session.lives.maybe(false);
      await this.send(url, 'DELETE', '/api/v1/sessions/current', 200, { cookie });
      session.lives.is(false);
      this.history.removals++;
    }
    // Passwords are slow on purpose: one a round is enough.
    return this.keys(url);
  }

  private async once(url: string): Promise<never> {
    for (;;) {
      const record = { name: `once ${randomUUID()}`, answer: null as string | null };
      this.history.once.push(record);
      record.answer = await this.makeOnce(url, record.name);
    }
  }

  /** The same call under the same Idempotency-Key, as often as wanted. */
  async makeOnce(url: string, name: string): Promise<string> {
    const headers = { cookie: this.cast.user.cookie, 'idempotency-key': name.replace(' ', '-') };
    return (await this.send(url, 'POST', '/api/v1/organisations/megacorp/api-keys', 201, headers, { name })).text;
  }
}
