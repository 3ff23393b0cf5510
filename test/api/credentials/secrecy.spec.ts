import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FactSource } from '../../../src/platform/freshness/index.js';
import { administrator, type Answer, type Client, expectUnauthenticated, onEachDatabase, type TestKey, TestServer, World } from '../../harness/index.js';

const clientSecret = 'Canary+Chosen:9!xy';

onEachDatabase('a secret is said once, and to nobody else', (database) => {
  let server: TestServer;
  let world: World;
  let key: TestKey;
  let service: TestKey;
  let token: string;
  let secrets: string[];

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    key = await world.key(world.admin);
    service = await world.key(world.admin, { kind: 'service', clientSecret });
    const signedIn = await server.client().post('/api/v1/sessions', { ...administrator });
    token = String(signedIn.headers['set-cookie']).split(';')[0]?.split('=')[1] as string;
    secrets = [key.text, key.text.slice(9), clientSecret, token, token.split('.')[1] as string, administrator.password, 'canary-wrong-password'];
  });
  afterAll(() => server?.stop());

  const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`${service.clientId}:${secret}`).toString('base64')}` });
  const carriers = (): [Client, string][] => [
    [server.client({ authorization: `Api-Key ${key.text}` }), ''],
    [server.client({ authorization: `apiToken ${key.text}` }), ''],
    [server.client({ authorization: `Bearer ${key.text}` }), ''],
    [server.client({ authorization: `Nonsense ${key.text}` }), ''],
    [server.client({ authorization: `Api-Key ${key.text}x` }), ''],
    [server.client({ 'x-api-key': key.text }), ''],
    [server.client(), `?apiToken=${key.text}`],
    [server.client(), `?apiToken=${key.text}x&limit=0`],
    [server.client({ authorization: `Api-Key ${key.text}`, 'x-api-key': clientSecret }), ''],
    [server.client(basic(clientSecret)), ''],
    [server.client(basic(`${clientSecret}x`)), ''],
    [server.client({ cookie: `latchkey_session=${token}` }), ''],
    [server.client({ cookie: `latchkey_session=${token}; latchkey_session=${token}x` }), ''],
  ];

  const paths = () => [world.path('api-keys'), world.path(`api-keys/${key.id}`), world.path('audit-events'), world.path('users'), '/api/v1/me', '/api/v1/nothing', '/errors/nothing', '/api/v1/organisations/%ff'];

  const expectNoSecret = (text: string, where: string) => {
    for (const secret of secrets) expect({ where, holds: text.includes(secret) }).toEqual({ where, holds: false });
    expect({ where, digest: /argon2|passwordHash|"digest"|pepperId|"sealed"/.test(text) }).toEqual({ where, digest: false });
  };

  const everyAnswer = async (): Promise<[string, Answer][]> => {
    const answers: [string, Answer][] = [];
    for (const [client, query] of carriers()) {
      for (const path of paths()) answers.push([`GET ${path}`, await client.get(path + query)]);
      answers.push(['POST without sense', await client.post(world.path('groups') + query, '{"name":')]);
    }
    const nobody = server.client();
    for (const body of [
      { login: 'ada', password: 'canary-wrong-password' },
      { login: 'canary-wrong-password', password: administrator.password },
      { login: 'ada', password: [administrator.password] },
      // The name of a member we do not know is said back to whoever sent it; its value is not.
      { login: 'ada', password: administrator.password, note: clientSecret },
      `{"login":"ada","password":"${administrator.password}"`,
      `"${administrator.password}"`,
    ]) {
      answers.push(['sign in', await nobody.post('/api/v1/sessions', body)]);
    }
    for (const body of [{ key: key.text }, { key: `${service.clientId}:${clientSecret}` }, { key: `${service.clientId}:${clientSecret}x` }, { key: token }, { key: [key.text] }]) {
      answers.push(['verify', await world.admin.post('/api/v1/verify', { organisation: 'megacorp', ...body })]);
    }
    const short = { name: 'x', kind: 'service', clientSecret: clientSecret.repeat(3) };
    answers.push(['a chosen secret that is too long', await world.admin.post(world.path('api-keys'), short)]);
    answers.push(['a password that is in use', await world.admin.post(world.path('users'), { login: 'ada', email: 'x@y.example', displayName: 'x', password: administrator.password })]);
    return answers;
  };

  it('no answer, refusal or list holds one', async () => {
    for (const [where, { text, headers, status }] of await everyAnswer()) {
      expectNoSecret(text, where);
      if (where !== 'sign in' || status !== 201) expectNoSecret(JSON.stringify(headers), `headers of ${where}`);
      expect({ where, status, failed: status >= 500 }).toEqual({ where, status, failed: false });
    }
  });

  it('no line of the log holds one, also when everything fails', async () => {
    const read = jest.spyOn(server.app.get(FactSource), 'read').mockImplementation(() => {
      throw new Error('the database says no');
    });
    try {
      const failed = (await everyAnswer()).filter(([, { status }]) => status === 500);
      expect(failed.length).toBeGreaterThan(10);
      for (const [where, { text }] of failed) {
        expectNoSecret(text, where);
        expect(text).not.toContain('says no');
      }
    } finally {
      read.mockRestore();
    }
    expect(server.logged.join('')).toContain('the database says no');
    expectNoSecret(server.logged.join('\n'), 'the log');
  });

  it('no metric and no page of the operators holds one', async () => {
    for (const path of ['/metrics', '/health/ready', '/openapi/latchkey.json']) {
      const { text } = await server.client().get(path);
      for (const secret of secrets.filter((each) => each !== administrator.password)) expect(text).not.toContain(secret);
    }
  });

  it('no column holds one in clear', async () => {
    const contents = JSON.stringify(await server.contents());
    // Whoever types a password into the field of the login has it told of as a login.
    for (const secret of secrets.filter((each) => each !== 'canary-wrong-password')) expect(contents).not.toContain(secret);
  });

  describe('a refusal', () => {
    it('says with each 401 how to come again', async () => {
      for (const [client, query] of [...carriers(), [server.client(), ''] as [Client, string]]) {
        const answer = await client.get(world.path('problems') + query);
        if (answer.status === 401) expectUnauthenticated(answer);
      }
      const signIn = await server.client().post('/api/v1/sessions', { login: 'ada', password: 'canary-wrong-password' });
      expect([signIn.status, Boolean(signIn.headers['www-authenticate'])]).toEqual([401, true]);
    });

    it('looks alike whether a key is unknown, wrong, revoked or deactivated, or its owner gone', async () => {
      const revoked = await world.key(world.admin);
      await world.admin.post(world.path(`api-keys/${revoked.id}/revoke`));
      const deactivated = await world.key(world.admin);
      await world.admin.post(world.path(`api-keys/${deactivated.id}/deactivate`));
      const owner = await world.user();
      const orphan = await world.key(owner.session);
      await world.admin.patch(world.path(`users/${owner.id}`), { state: 'disabled' });
      const answers = await Promise.all(
        [revoked.text, deactivated.text, orphan.text, 'LK000000.00000000000000000000000000000000', 'nonsense'].map((text) => server.withKey(text).get('/api/v1/me')),
      );
      const bodies = answers.map(({ body }) => JSON.stringify({ ...body, requestId: '' }));
      expect(new Set(bodies).size).toBe(1);
    });

    it('of a sign-in looks alike for an unknown login, a wrong password and a disabled account', async () => {
      const user = await world.user();
      await world.admin.patch(`/api/v1/accounts/${user.accountId}`, { state: 'disabled' });
      const answers = await Promise.all([
        server.client().post('/api/v1/sessions', { login: 'nobody-at-all', password: 'wrong-password-1' }),
        server.client().post('/api/v1/sessions', { login: 'ada', password: 'wrong-password-1' }),
        server.client().post('/api/v1/sessions', { login: user.login, password: user.password }),
      ]);
      expect(new Set(answers.map(({ body }) => JSON.stringify({ ...body, requestId: '' }))).size).toBe(1);
      expect(answers.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined, undefined]);
    });
  });
});
