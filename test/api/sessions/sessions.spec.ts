import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { administrator, expectInvalid, expectProblem, expectStatus, expectUnauthenticated, expectUnchanged, onEachDatabase, TestServer, World } from '../../harness/index.js';

const sessions = '/api/v1/sessions';

onEachDatabase('sessions', (database) => {
  let server: TestServer;
  let world: World;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());

  const signIn = (body: unknown) => server.client().post(sessions, body);

  describe('signing in', () => {
    it.each([
      ['no login', { password: 'x' }, 'login'],
      ['an empty login', { login: '', password: 'x' }, 'login'],
      ['a list of logins', { login: ['ada'], password: 'x' }, 'login'],
      ['an object for a login', { login: { $ne: '' }, password: 'x' }, 'login'],
      ['a null login', { login: null, password: 'x' }, 'login'],
      ['a login of 201 characters', { login: 'a'.repeat(201), password: 'x' }, 'login'],
      ['no password', { login: 'ada' }, 'password'],
      ['a list of passwords', { login: 'ada', password: [administrator.password] }, 'password'],
      ['a number for a password', { login: 'ada', password: 1 }, 'password'],
      ['a password of 1025 characters', { login: 'ada', password: 'p'.repeat(1025) }, 'password'],
      ['a member nobody knows', { ...administrator, organisation: 'megacorp', remember: true }, 'remember'],
    ])('refuses %s', async (_wrong, body, field) => {
      const answer = await expectUnchanged(server, () => signIn(body));
      expectInvalid(answer, field);
      expect(answer.headers['set-cookie']).toBeUndefined();
    });

    it.each(['', 'null', '[]', '"ada"', '{"login":"ada"', '{"__proto__":{"login":"ada"},"password":"x"}', '{"constructor":{"prototype":{}}}'])('refuses the body %s', async (body) => {
      expectProblem(await expectUnchanged(server, () => signIn(body)), 400);
    });

    it.each([
      ['ADA', 201],
      ['ada ', 401],
      ['\u00e0da', 401],
      ['ada\u0000', 401],
      ["ada' OR '1'='1", 401],
      ['%', 401],
      ['😀', 401],
      ['\ud800', 401],
      [`${'a\ufe0f'.repeat(200)}`, 401],
    ])('with the login %j answers %i', async (login, status) => {
      const answer = await signIn({ login, password: administrator.password });
      if (status === 401) expect([400, 401]).toContain(answer.status);
      else expect(answer.status).toBe(status);
    });

    it.each(['Plum-harbour-lantern', 'plum-harbour-lantern ', ' plum-harbour-lantern', 'plum-harbour-lanterm', 'plum-harbour-lanter', 'plum-harbour-lantern\u0000', ''])(
      'takes the whole password and nothing like it: %j',
      async (password) => {
        expect([400, 401]).toContain((await signIn({ login: 'ada', password })).status);
      },
    );

    it('compares all of a long password', async () => {
      server.clock.advance({ minutes: 16 });
      const password = `${'lighthouse-pepper-'.repeat(6)}sonata`;
      await expectStatus(world.admin.post(world.path('users'), { login: 'long', email: 'l@x.example', displayName: 'L', password }), 201);
      expect((await signIn({ login: 'long', password: `${password.slice(0, -1)}X` })).status).toBe(401);
      expect((await signIn({ login: 'long', password })).status).toBe(201);
    });

    it('answers whose session it is, and a token that is new each time', async () => {
      const [first, second] = [await signIn(administrator), await signIn(administrator)];
      expect(first.body).toMatchObject({ id: expect.any(String), account: { id: '1001', login: 'ada' } });
      expect(Date.parse(first.body.expiresAt) - Date.parse(first.body.createdAt)).toBe(12 * 3_600_000);
      expect(first.headers['set-cookie']).not.toEqual(second.headers['set-cookie']);
      const token = /=(\d+)\.([\w-]{43});/.exec(String(first.headers['set-cookie']));
      expect(token?.[1]).toBe(first.body.id);
      expect(first.text).not.toContain(token?.[2]);
    });

    it('does not take a token somebody else has fixed', async () => {
      const fixed = server.client({ cookie: `latchkey_session=1001.${'a'.repeat(43)}` });
      const answer = await expectStatus(fixed.post(sessions, administrator), 201);
      expect(String(answer.headers['set-cookie'])).not.toContain('a'.repeat(43));
      expectUnauthenticated(await fixed.get('/api/v1/me'));
    });
  });

  it('end when they are signed out of, with nothing left of them', async () => {
    const session = await server.signIn();
    const another = await server.signIn();
    const ended = await expectStatus(session.delete(`${sessions}/current`), 200);
    expect(ended.body).toEqual({ signedIn: false });
    expect(String(ended.headers['set-cookie'])).toMatch(/^latchkey_session=; .*Max-Age=0/);
    expectUnauthenticated(await session.get('/api/v1/me'));
    expectUnauthenticated(await expectUnchanged(server, () => session.delete(`${sessions}/current`)));
    expect((await another.get('/api/v1/me')).status).toBe(200);
    const { items } = (await world.admin.get(world.path('audit-events?limit=1'))).body;
    expect(items[0]).toMatchObject({ action: 'session.delete', actor: { name: 'ada' } });
  });

  it('of a person are not signed out of with a key', async () => {
    const key = await world.key(world.admin);
    expectProblem(await expectUnchanged(server, () => key.client.delete(`${sessions}/current`)), 403, 'access.session-only');
  });

  it.each([
    ['another id', (token: string) => token.replace(/^\d+/, (id) => String(Number(id) + 1))],
    ['one changed character', (token: string) => token.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
    ['a cut end', (token: string) => token.slice(0, -1)],
    ['no id', (token: string) => token.replace(/^\d+/, '')],
    ['a leading zero', (token: string) => `0${token}`],
    ['an extra character', (token: string) => `${token}A`],
    ['quotes', (token: string) => `"${token}"`],
  ])('are not taken with %s', async (_what, change) => {
    const cookie = String((await signIn(administrator)).headers['set-cookie']).split(';')[0] as string;
    const [name, token] = cookie.split('=') as [string, string];
    expectUnauthenticated(await server.client({ cookie: `${name}=${change(token)}` }).get('/api/v1/me'));
    expectUnauthenticated(await server.client({ cookie: `${name.toUpperCase()}=${token}` }).get('/api/v1/me'));
    expect((await server.client({ cookie }).get('/api/v1/me')).status).toBe(200);
  });

  it('end after twelve hours', async () => {
    const session = await server.signIn();
    server.clock.advance({ hours: 11, minutes: 59 });
    expect((await session.get('/api/v1/me')).status).toBe(200);
    server.clock.advance({ minutes: 1 });
    expectUnauthenticated(await session.get('/api/v1/me'));
  });
});
