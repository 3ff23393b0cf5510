import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ShortWays } from '../../src/access/http/index.js';
import { type Answer, Client, expectStatus, onEachDatabase, TestServer, World } from '../harness/index.js';
import { type Asked, askedOf, callersOf } from './asked.js';
import { Subject } from './subject.js';

/** Different for any two requests. */
const own = ['requestId', 'decisionId', 'jti', 'access_token', 'refresh_token'];
const ownHeaders = ['x-request-id', 'date', 'content-length'];

function comparable({ status, headers, body, text }: Answer): unknown {
  const said = body && typeof body === 'object' ? { ...body, ...Object.fromEntries(own.filter((name) => name in body).map((name) => [name, typeof body[name]])) } : text;
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.includes(name))), said };
}

onEachDatabase('a route on a short way', (database) => {
  let server: TestServer;
  let ordinary: NestFastifyApplication;
  let subject: Subject;
  let asked: readonly Asked[];
  let admins: { short: Client; ordinary: Client };

  beforeAll(async () => {
    server = await TestServer.start(database);
    ordinary = await server.another({ shortWays: false });
    subject = await Subject.make(server, await (await World.of(server)).otherOrganisation('elsewhere'));
    asked = askedOf(subject);
    admins = { short: await server.signIn(), ordinary: await server.signIn(undefined, undefined, ordinary) };
  });
  afterAll(() => server?.stop());

  const ask = ({ method = 'POST', path, headers, body }: Asked, by: Record<string, string>, app: NestFastifyApplication): Promise<Answer> =>
    new Client(app, { ...headers, ...by }).send(method, path, body);

  /** What both ways say to everything that is asked by everybody. */
  async function compare(): Promise<Map<number, number>> {
    const statuses = new Map<number, number>();
    for (const [name, by] of callersOf(subject)) {
      for (const each of asked) {
        const what = `${each.name}, by ${name}`;
        const short = await ask(each, by, server.app);
        const long = await ask(each, by, ordinary);
        expect({ what, ...(comparable(short) as object) }).toEqual({ what, ...(comparable(long) as object) });
        expect([what, await explained(short, admins.short)]).toEqual([what, await explained(long, admins.ordinary)]);
        statuses.set(short.status, (statuses.get(short.status) ?? 0) + 1);
      }
    }
    return statuses;
  }

  /** What is kept of a refusal; the node that refused knows it at once. */
  async function explained({ body }: Answer, admin: Client): Promise<unknown> {
    if (typeof body?.decisionId !== 'string' || body.valid === true) return null;
    const { status, body: kept } = await admin.get(subject.path(`decisions/${body.decisionId}`));
    return [status, { ...kept, id: null, occurredAt: null, requestId: null }];
  }

  it('decides and answers like the ordinary one, to the letter: whoever asks, whatever is asked', async () => {
    const statuses = await compare();
    for (const status of [200, 400, 401, 403, 404]) expect([status, (statuses.get(status) ?? 0) > 0]).toEqual([status, true]);
  });

  it('goes on doing so when power is lost', async () => {
    await expectStatus(subject.admin.post(subject.path(`api-keys/${subject.key.id}/revoke`), { reason: 'leaked' }), 200);
    await expectStatus(subject.admin.post(subject.path(`api-keys/${subject.service.id}/deactivate`)), 200);
    await compare();
  });

  it('takes bodies packed, too large, cut and of other types as the ordinary one does', async () => {
    const by = { authorization: `Api-Key ${subject.verifier}` };
    const json = { 'content-type': 'application/json' };
    const question = JSON.stringify({ key: subject.otherKey.text });
    const bodies: [Record<string, string>, string | Buffer | undefined][] = [
      [{ ...json, 'content-encoding': 'gzip' }, gzipSync(question)],
      [{ ...json, 'content-encoding': 'gzip' }, 'not gzip'],
      [{ ...json, 'content-encoding': 'br' }, question],
      [json, question.slice(0, -1)],
      [json, '['.repeat(200)],
      [json, JSON.stringify({ key: 'x'.repeat(300_000) })],
      [json, '{"__proto__":{"key":"x"}}'],
      [{ 'content-type': 'text/plain' }, question],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 'key=a'],
      [{}, undefined],
    ];
    for (const path of ['/api/v1/verify', '/oauth/introspect', '/oauth/token']) {
      for (const [headers, body] of bodies) {
        const each = { name: path, path, headers, body };
        expect(comparable(await ask(each, by, server.app))).toEqual(comparable(await ask(each, by, ordinary)));
      }
    }
  });

  it('is taken by the doors that others ask for each of their own requests', () => {
    const served = (app: NestFastifyApplication) => app.get(ShortWays).served.toSorted();
    expect(served(server.app)).toEqual(['GET /auth/forward', 'HEAD /auth/forward', 'POST /api/v1/verify', 'POST /oauth/introspect', 'POST /oauth/token']);
    expect(served(ordinary)).toEqual([]);
  });
});
