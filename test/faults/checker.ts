import { findHalves } from './halves.js';
import type { FamilyRecord, History, KeyRecord, KeyState } from './history.js';
import type { RowReader } from './row-reader.js';
import { call, type Cast, type Writer } from './writer.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
/** Within the grace of ten seconds, with room for a slow machine. */
const surelyRecentMs = 8_000;
const surelyLateMs = 10_500;

/** Compares what a restarted server says with what was acknowledged before it died. */
export class Checker {
  readonly problems: string[] = [];
  private checked = { keys: 0, families: 0, sessions: 0, once: 0, made: 0 };
  private readonly oldFamilies: FamilyRecord[] = [];

  constructor(
    private readonly history: History,
    private readonly writer: Writer,
    private readonly cast: Cast,
    private readonly rows: RowReader,
  ) {}

  /** Everything of the last round, some older keys, and the whole database for halves. */
  async check(url: string): Promise<void> {
    const { keys, families, sessions, once, made } = this.history;
    const someOlder = keys.slice(0, this.checked.keys).filter(() => Math.random() < 10 / Math.max(1, this.checked.keys));
    await Promise.all([...keys.slice(this.checked.keys), ...someOlder].map((key) => this.key(url, key)));
    await Promise.all(families.slice(this.checked.families).map((family) => this.family(url, family)));
    for (const { cookie, lives } of sessions.slice(this.checked.sessions)) {
      const lived = (await call(url, 'GET', '/api/v1/me', { cookie })).status === 200;
      this.demand(lives.allows(lived), `a session that lives ${lives.toString()} lives ${lived}`);
      lives.is(lived);
    }
    await Promise.all(once.slice(this.checked.once).map((record) => this.once(url, record)));
    for (const { table, id } of made.slice(this.checked.made)) {
      const found = await this.rows.all(`SELECT id FROM ${table} WHERE id = ${Number(id)}`);
      this.demand(found.length === 1, `${table} ${id} was acknowledged and is lost`);
    }
    this.checked = { keys: keys.length, families: families.length, sessions: sessions.length, once: once.length, made: made.length };
    await this.granted(url);
    this.problems.push(...(await findHalves(this.rows)));
  }

  /** A rotated token that comes back long after ends its family, whatever has died in between. */
  async replays(url: string): Promise<number> {
    const late = this.oldFamilies.filter(({ tokens }) => Date.now() - (tokens.at(-2)?.usedAt ?? Infinity) > surelyLateMs).slice(-100);
    for (const { tokens, access } of late) {
      this.demand((await refresh(url, tokens.at(-2)?.text)).status === 400, 'a rotated refresh token is taken again');
      this.demand((await refresh(url, tokens.at(-1)?.text)).status === 400, 'a family goes on after a replay');
      this.demand((await me(url, `Bearer ${access}`)) === 401, 'an access token outlives its family');
    }
    return late.length;
  }

  private demand(holds: boolean, problem: string): void {
    if (!holds) this.problems.push(problem);
  }

  private async key(url: string, { id, text, state }: KeyRecord): Promise<void> {
    const { body, status } = await call(url, 'GET', `/api/v1/organisations/megacorp/api-keys/${id}`, { cookie: this.cast.user.cookie });
    const now = body?.state as KeyState;
    this.demand(status === 200 && state.allows(now), `key ${id} is ${now} (${status}) and must be ${state.toString()}`);
    this.demand((await me(url, `Api-Key ${text}`)) === (now === 'active' ? 200 : 401), `key ${id} is ${now} and is not taken so`);
    state.is(now);
  }

  private async family(url: string, family: FamilyRecord): Promise<void> {
    const { tokens, access, accessLives, lives } = family;
    const last = tokens.at(-1) as FamilyRecord['tokens'][number];
    const before = tokens.at(-2);
    const wasUnderWay = last.usedAt !== null;
    if (before?.usedAt && !wasUnderWay && Date.now() - before.usedAt < surelyRecentMs) {
      const { status, body } = await refresh(url, before.text);
      const same = status === 200 && body.refresh_token === last.text;
      this.demand(lives.allows(same), `the predecessor gets ${status} within the grace, its family lives ${lives.toString()}`);
    }
    const recent = last.usedAt === null || Date.now() - last.usedAt < surelyRecentMs;
    if (!recent) return;
    const next = await refresh(url, last.text);
    this.demand(lives.allows(next.status === 200), `the last acknowledged refresh token gets ${next.status}, its family lives ${lives.toString()}: ${next.text}`);
    lives.is(next.status === 200);
    const accessLived = (await me(url, `Bearer ${access}`)) === 200;
    this.demand(accessLives.allows(accessLived), `an access token that lives ${accessLives.toString()} lives ${accessLived}`);
    if (before) await this.grandparent(url, before);
    if (next.status !== 200) return;
    last.usedAt ??= Date.now();
    const after = await refresh(url, next.body.refresh_token);
    this.demand(after.status === 200, `the successor after the restart gets ${after.status}`);
    tokens.push({ text: next.body.refresh_token, usedAt: Date.now() }, { text: after.body.refresh_token, usedAt: null });
    this.oldFamilies.push(family);
  }

  /** Past the grace it would be a replay, which ends the family. */
  private async grandparent(url: string, { text, usedAt }: FamilyRecord['tokens'][number]): Promise<void> {
    if (usedAt === null || Date.now() - usedAt >= surelyRecentMs) return;
    this.demand((await refresh(url, text)).status === 400, 'a grandparent refresh token is taken');
  }

  private async once(url: string, record: { readonly name: string; answer: string | null }): Promise<void> {
    const again = await this.writer.makeOnce(url, record.name);
    this.demand(record.answer === null || record.answer === again, `${record.name} was answered otherwise the second time`);
    record.answer = again;
    const rows = await this.rows.all(`SELECT id FROM api_key WHERE name = '${record.name}'`);
    this.demand(rows.length === 1, `${record.name} was made ${rows.length} times`);
  }

  private async granted(url: string): Promise<void> {
    const { status } = await call(url, 'GET', '/api/v1/organisations/megacorp/problems', { authorization: `Api-Key ${this.cast.user.key}` });
    this.demand(this.history.granted.allows(status === 200), `a role is held ${this.history.granted.toString()} and the call gets ${status}`);
    this.history.granted.is(status === 200);
  }
}

const me = async (url: string, authorization: string): Promise<number> => (await call(url, 'GET', '/api/v1/me', { authorization })).status;
const refresh = (url: string, token = '') => call(url, 'POST', '/oauth/token', form, new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }).toString());
