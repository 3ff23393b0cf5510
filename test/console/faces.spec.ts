import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { administrator, type Answer, expectStatus, expectUnchanged, type Headers, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, keys, org } from './door.js';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

onEachDatabase('a page has two faces', (database) => {
  let server: TestServer;
  let world: World;
  let key: string;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    key = (await world.key(world.admin)).text;
  });
  afterAll(() => server?.stop());

  function expectSignInPage(answer: Answer, next: string): void {
    expect([answer.status, answer.headers['content-type'], answer.headers['vary']]).toEqual([200, 'text/html; charset=utf-8', 'Accept']);
    expect(answer.text).toContain('name="password"');
    expect(answer.text).toContain(`value="${next}"`);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  }

  it.each([undefined, '*/*', 'text/html', browser, 'application/*', 'application/json;q=0.5, text/html'])('Accept %s gets the page to sign in at, status 200, whatever key is sent', async (accept) => {
    const headers: Headers = accept === undefined ? {} : { accept };
    expectSignInPage(await server.client(headers).get(`${org}/problem/`), '/org/megacorp/problem');
    const credentials: Headers[] = [{ authorization: `Api-Key ${key}` }, { authorization: 'Api-Key nonsense' }, { 'x-api-key': key }];
    for (const credential of credentials) {
      expectSignInPage(await server.client({ ...headers, ...credential }).get(`${org}/problem/`), '/org/megacorp/problem');
    }
    expectSignInPage(await server.client(headers).get(`/org/nowhere/?apiToken=${key}&limit=2`), '/org/nowhere?limit=2');
  });

  it('a key that asks for HTML changes nothing', async () => {
    const answer = await expectUnchanged(server, () => server.withKey(key).post(`${org}/create/`, { Name: 'Test', 'Problem Statement': 'Test' }));
    expectSignInPage(answer, '/org/');
  });

  it('JSON is for whoever asks for it, by any credential', async () => {
    const basic = await world.key(world.admin, { kind: 'service', clientSecret: 'kj@s$dfS124GDd35', workspaceRoleIds: [] });
    const credentials: Headers[] = [
      { authorization: `Api-Key ${key}` },
      { authorization: `apiToken ${key}` },
      { 'x-api-key': key },
      { authorization: `Bearer ${key}` },
      { authorization: `Basic ${Buffer.from(`${basic.clientId}:kj@s$dfS124GDd35`).toString('base64')}` },
    ];
    for (const credential of credentials) {
      const answer = await server.client({ accept: 'application/json', ...credential }).get(`${org}/`);
      expect([credential, answer.status, answer.headers['vary'], answer.body.Name]).toEqual([credential, 200, 'Accept', expect.any(String)]);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
    }
    expect((await server.client({ accept: 'application/json' }).get(`${org}/?apiToken=${key}`)).status).toBe(200);
    expect((await asProgram(world.admin).get(`${org}/`)).status).toBe(200);
  });

  it('a signed-in person sees the page, also where a key is sent besides', async () => {
    for (const client of [world.admin, world.admin.with({ authorization: 'Api-Key nonsense' })]) {
      const answer = await expectStatus(client.get(`${org}/`), 200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.text).not.toContain('name="password"');
    }
  });

  it('is nobody else\'s to run, to style or to frame', async () => {
    const { headers } = await world.admin.get(`${org}/`);
    expect(headers['content-security-policy']).toBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    expect([headers['cache-control'], headers['x-frame-options'], headers['referrer-policy']]).toEqual(['no-store', 'DENY', 'no-referrer']);
  });

  it.each(['/organisations/', '/organisations', '/accountancy', '/sign-inn'])('%s, which is no page, is told so by one that may load its style', async (path) => {
    const answer = await expectStatus(world.admin.get(path), 404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toBe((await world.admin.get(`${org}/`)).headers['content-security-policy']);
  });

  it('a slash at the end changes nothing, with a query or without', async () => {
    const client = asProgram(server.withKey(key));
    for (const path of [org, `${org}/problem`, keys, `${keys}/create`, `${keys}/1001`, '/org']) {
      const [without, withSlash, withQuery] = [await client.get(path), await client.get(`${path}/`), await client.get(`${path}/?`)];
      expect([path, without.status, withSlash.body, withQuery.body]).toEqual([path, 200, without.body, without.body]);
    }
    expect((await client.post(`${org}/problem`, { Name: 'a', 'Problem Statement': 'b' })).status).toBe(201);
  });

  it('failures have the face that was asked for', async () => {
    const json = await asProgram(server.client()).get(`${org}/problem/`);
    expect([json.status, json.headers['www-authenticate'], json.body]).toEqual([401, expect.stringMatching(/^Api-Key/), { detail: expect.any(String) }]);
    const bearer = await server.client({ accept: 'application/json', authorization: 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.x' }).get(`${org}/`);
    expect([bearer.status, bearer.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Api-Key.*Bearer/)]);
    const nowhere = await asProgram(world.admin).get('/org/nowhere/');
    expect([nowhere.status, nowhere.body]).toEqual([404, { detail: expect.any(String) }]);
    const unknown = await asProgram(world.admin).get(`${org}/nothing/here/`);
    expect([unknown.status, unknown.body, unknown.headers['vary']]).toEqual([404, { detail: expect.any(String) }, 'Accept']);
    for (const path of ['/org/nowhere/', `${org}/nothing/here`, `${keys}/999999`, `${keys}/x`]) {
      const page = await world.admin.get(path);
      expect([path, page.status, page.headers['content-type']]).toEqual([path, path.endsWith('/x') ? 400 : 404, 'text/html; charset=utf-8']);
    }
    const refused = await (await world.bystander()).session.get(`${org}/problem/`);
    expect([refused.status, refused.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(refused.text).toContain('problem.read');
  });

  it('people sign in where they wanted to go, and out again', async () => {
    const form = asForm(server.client({ accept: browser, 'sec-fetch-site': 'same-origin' }));
    const wrong = await form.post('/sign-in', encoded({ login: 'ada', password: 'wrong', next: `${org}/problem/` }));
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
    expect(wrong.text).toContain('The login or the password is wrong');
    expect(wrong.text).toContain('value="/org/megacorp/problem/"');
    expect(wrong.text).not.toContain('wrong"');
    const signedIn = await form.post('/sign-in', encoded({ ...administrator, next: `${org}/problem/?limit=3` }));
    expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/org/megacorp/problem/?limit=3']);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] as string;
    const person = server.client({ accept: browser, cookie, 'sec-fetch-site': 'same-origin' });
    expect((await person.get(`${org}/problem/`)).text).not.toContain('name="password"');
    const token = /name="_token" value="([^"]+)"/.exec((await person.get(`${org}/`)).text)?.[1] ?? '';
    const out = await asForm(person).post('/sign-out', encoded({ _token: token }));
    expect([out.status, out.headers['location'], String(out.headers['set-cookie'])]).toEqual([303, '/org/', expect.stringContaining('Max-Age=0')]);
    expectSignInPage(await person.get(`${org}/problem/`), '/org/megacorp/problem');
    expect((await server.client().get('/')).headers['location']).toBe('/org/');
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '/api', '/org/../api', '/.//evil.example/org/', '/org/..//evil.example/org/', '/./\\evil.example/org/', '/organisations', '/org/\r\nx'])('nobody is led elsewhere by next=%s', async (next) => {
    const { status, headers } = await asForm(server.client({ accept: browser })).post('/sign-in', encoded({ ...administrator, next }));
    expect([status, headers['location']]).toEqual([303, '/org/']);
  });

  it('nobody is signed in from another site', async () => {
    for (const elsewhere of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Headers[]) {
      const answer = await asForm(server.client(elsewhere)).post('/sign-in', encoded({ ...administrator }));
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
  });

  it('guessing is limited, and says so', async () => {
    const user = await world.user();
    const form = asForm(server.client({ accept: browser }));
    for (let i = 0; i < 10; i++) await form.post('/sign-in', encoded({ login: user.login, password: 'guess' }));
    const locked = await form.post('/sign-in', encoded({ login: user.login, password: user.password }));
    expect([locked.status, Number(locked.headers['retry-after']) > 0, locked.headers['set-cookie']]).toEqual([429, true, undefined]);
    expect(locked.text).toContain('Too many');
  });
});
