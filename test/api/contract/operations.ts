import { expect, it } from '@jest/globals';
import {
  type Answer,
  type Client,
  expectForbidden,
  expectHidden,
  expectInvalid,
  expectProblem,
  expectUnauthenticated,
  expectUnchanged,
  type World,
} from '../../harness/index.js';

/** One call of an operation. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** A call that needs one permission. */
export interface Guarded extends Call {
  readonly permission: string;
}

export type Calls<C extends Call = Call> = Record<string, () => C>;

export const send = (client: Client, { method, path, body }: Call): Promise<Answer> => client.send(method, path, body);

/** 401 for nobody and 403 for a member without rights, each without a trace. */
export function refusesStrangers(world: () => World, calls: Calls<Guarded>): void {
  it.each(Object.keys(calls))('%s refuses nobody with 401', async (name) => {
    const call = (calls[name] as () => Guarded)();
    expectUnauthenticated(await expectUnchanged(world().server, () => send(world().server.client(), call)));
  });

  it.each(Object.keys(calls))('%s names the permission a member lacks', async (name) => {
    const call = (calls[name] as () => Guarded)();
    const { session } = await world().bystander();
    expectForbidden(await expectUnchanged(world().server, () => send(session, call)), [call.permission]);
  });
}

/** 404 for the id of another organisation and for one that nobody has, alike; 400 for what is no id. */
export function hidesOthers(world: () => World, foreignId: () => string, calls: Record<string, (id: string) => Call>): void {
  it.each(Object.keys(calls))('%s hides the things of other organisations', async (name) => {
    const call = calls[name] as (id: string) => Call;
    const unknown = await expectUnchanged(world().server, () => send(world().admin, call('999999999')));
    expectProblem(unknown, 404);
    expectHidden(await expectUnchanged(world().server, () => send(world().admin, call(foreignId()))), unknown);
  });

  it.each(Object.keys(calls))('%s takes nothing but an id', async (name) => {
    const call = calls[name] as (id: string) => Call;
    for (const id of ['abc', '0', '-1', '01001', '1e3', '1001.0', '9999999999', '1001%20', '1001%00', "1001'--"]) {
      const answer = await expectUnchanged(world().server, () => send(world().admin, call(id)));
      expectProblem(answer, 400, 'request.invalid');
    }
  });
}

/** 400 naming the member, and nothing stored. Each case: what is wrong, the body, the member. */
export function refusesBodies(world: () => World, call: () => Call, cases: readonly (readonly [string, unknown, string])[]): void {
  it.each(cases)('refuses %s', async (_wrong, body, field) => {
    expectInvalid(await expectUnchanged(world().server, () => send(world().admin, { ...call(), body })), field);
  });
}

/** Names that no thing may have; `field` is the member that holds one. */
export const badNames = (rest: Record<string, unknown> = {}, field = 'name'): (readonly [string, unknown, string])[] => [
  ['no name', { ...rest }, field],
  ['an empty name', { ...rest, [field]: '' }, field],
  ['a name that is null', { ...rest, [field]: null }, field],
  ['a name that is a list', { ...rest, [field]: ['a'] }, field],
  ['a name that is an object', { ...rest, [field]: { toString: 'a' } }, field],
  ['a name of 101 characters', { ...rest, [field]: 'n'.repeat(101) }, field],
  ['a name of 101 characters that count for nothing', { ...rest, [field]: 'n\ufe0f'.repeat(100) }, field],
  ['a name with a line feed', { ...rest, [field]: 'a\nb' }, field],
  ['a name with NUL', { ...rest, [field]: 'a\u0000b' }, field],
  ['a name with half a character', { ...rest, [field]: 'a\ud800' }, field],
  ['a name that ends with a blank', { ...rest, [field]: 'a ' }, field],
  ['a member nobody knows', { ...rest, [field]: 'a', organisationId: '1002' }, 'organisationId'],
];

/** Limits and cursors: what they take, what they refuse, and that pages make up the whole. */
export function pages(client: () => Client, path: () => string, atLeast = 2): void {
  const at = (query: string) => client().get(`${path()}${path().includes('?') ? '&' : '?'}${query}`);

  it.each(['0', '201', '-1', '1e9', '1000000000', 'abc', '', '%20', '1.5', '0x10', '1&limit=2', 'NaN'])('refuses limit=%s', async (limit) => {
    expectInvalid(await at(`limit=${limit}`), 'limit');
  });

  it.each(['x', '!!!', 'YWZ0ZXI6', 'YWZ0ZXI6LTE', 'YWZ0ZXI6MTAwMScgT1IgMT0x', 'bnVsbA', 'a'.repeat(101), 'YWZ0ZXI6MQ&cursor=YWZ0ZXI6MQ', ''])(
    'refuses cursor=%s',
    async (cursor) => {
      expectInvalid(await at(`cursor=${cursor}`), 'cursor');
    },
  );

  it('refuses a filter nobody knows', async () => {
    expectInvalid(await at('passwordHash=a'), 'passwordHash');
  });

  it('hands out the whole list page by page, each item once', async () => {
    const whole = (await at('limit=200')).body;
    expect(whole.nextCursor).toBeNull();
    expect(whole.items.length).toBeGreaterThanOrEqual(atLeast);
    const collected: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await at(`limit=1${cursor && `&cursor=${cursor}`}`);
      expect(body.items).toHaveLength(1);
      collected.push(...body.items);
      if (collected.length > whole.items.length) break;
      cursor = body.nextCursor;
    }
    expect(collected).toEqual(whole.items);
  });
}

/** The newest audit event, which must tell of this. */
export async function expectAudit(world: World, event: Record<string, unknown>): Promise<void> {
  const { items } = (await world.admin.get(world.path('audit-events?limit=1'))).body;
  expect(items[0]).toMatchObject({ result: 'done', credential: { kind: 'session', id: expect.any(String) }, ...event });
}
