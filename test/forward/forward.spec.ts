import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Subject } from '../cross-door/subject.js';
import { onEachDatabase, TestServer, World } from '../harness/index.js';

onEachDatabase('GET /auth/forward', (database) => {
  let server: TestServer;
  let subject: Subject;
  let here: string;
  beforeAll(async () => {
    server = await TestServer.start(database);
    subject = await Subject.make(server, await (await World.of(server)).otherOrganisation('elsewhere'));
    here = `organisation=${subject.world.slug}&workspace=${subject.workspaceId}`;
  });
  afterAll(() => server?.stop());

  const ask = (headers: Record<string, string>, query = `${here}&permission=problem.read`) => server.client(headers).get(`/auth/forward?${query}`);
  const status = async (headers: Record<string, string>, query?: string) => (await ask(headers, query)).status;
  const key = (text: string) => ({ authorization: `Api-Key ${text}` });

  it('lets pass who may, whatever the credential, and says who it is', async () => {
    const { person, key: own, service } = subject;
    const personal = { organisationId: subject.organisationId, userId: person.id, login: person.login, keyId: own.id, credential: 'api-key' };
    const { headers, ...answer } = await ask(key(own.text));
    expect(answer).toMatchObject({ status: 200, body: personal });
    expect(headers).toMatchObject({ 'latchkey-organisation': subject.organisationId, 'latchkey-user': person.id, 'latchkey-login': person.login, 'latchkey-key': own.id, 'latchkey-credential': 'api-key' });
    expect((await ask({ authorization: `Bearer ${subject.keyPair.access}` })).body).toEqual({ ...personal, credential: 'access-token' });
    expect((await ask({ cookie: subject.personCookie })).body).toEqual({ ...personal, keyId: null, credential: 'session' });
    const machine = await ask({ authorization: subject.basic });
    expect(machine.body).toEqual({ organisationId: subject.organisationId, userId: null, login: null, keyId: service.id, credential: 'api-key' });
    expect(machine.headers).not.toHaveProperty('latchkey-user');
    expect(await status({ 'x-api-key': own.text }, here)).toBe(200);
  });

  it('answers 401, in the words of every 401, to what is not good here', async () => {
    for (const headers of [{}, key('rubbish'), key(subject.keyElsewhere.text), { ...key(subject.key.text), 'x-api-key': subject.otherKey.text }, { authorization: 'Basic rubbish' }]) {
      const answer = await ask(headers);
      expect([headers, answer.status]).toEqual([headers, 401]);
      expect(answer.headers['www-authenticate']).toBeDefined();
      expect(answer.headers).not.toHaveProperty('latchkey-organisation');
    }
    expect(await status(key(subject.key.text), 'organisation=nowhere')).toBe(401);
    expect(await status(key(subject.key.text), 'organisation=elsewhere')).toBe(401);
  });

  it('answers 403 to everybody where the permission asked for is none', async () => {
    const everything = await subject.world.key(subject.admin);
    expect(await status(key(everything.text), `${here}&permission=problem.read`)).toBe(200);
    const answer = await ask(key(everything.text), `${here}&permission=problem.read&permission=problem.raed`);
    expect(answer).toMatchObject({ status: 403, body: { detail: 'problem.raed: no permission of the organisation', missingPermissions: ['problem.raed'] } });
  });

  it('answers 403 to those who may not, with a decision that can be explained', async () => {
    const answer = await ask(key(subject.key.text), `${here}&permission=problem.read&permission=user.update`);
    expect(answer).toMatchObject({ status: 403, body: { missingPermissions: ['user.update'], decisionId: expect.any(String) } });
    expect((await subject.admin.get(subject.path(`decisions/${answer.body.decisionId}`))).status).toBe(200);
    expect(await status(key(subject.key.text), `organisation=${subject.world.slug}&permission=problem.read`)).toBe(403);
    expect(await status(key(subject.key.text), 'workspace=999999')).toBe(403);
    expect(await status(key(subject.key.text), 'workspace=999999&permission=problem.read')).toBe(403);
  });

  it('takes the session of a person only from the same site, though it is asked by GET', async () => {
    const cookie = subject.personCookie;
    expect(await status({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const [name, value] of [['sec-fetch-site', 'cross-site'], ['sec-fetch-site', 'same-site'], ['origin', 'https://evil.example']] as const) {
      expect([value, await status({ cookie, [name]: value })]).toEqual([value, 403]);
    }
    expect(await status({ ...key(subject.key.text), 'sec-fetch-site': 'cross-site' })).toBe(200);
  });

  it('tells a proxy with a mistake in its configuration', async () => {
    for (const query of ['workspace=01', 'workspace=abc', 'permissions=problem.read', `permission=${'x'.repeat(101)}`, 'organisation=']) expect([query, await status(key(subject.key.text), query)]).toEqual([query, 400]);
  });

  it('is not swayed by what a client says of its own request', async () => {
    const lies = { 'x-forwarded-uri': '/health/live', 'x-forwarded-method': 'OPTIONS', 'x-forwarded-for': '\u00ff, ::1', 'x-original-url': '/', 'x-http-method-override': 'OPTIONS', 'latchkey-user': '1001' };
    expect(await status(lies)).toBe(401);
    expect(await status({ ...lies, ...key(subject.key.text) })).toBe(200);
  });

  it('refuses from the very next request on', async () => {
    expect(await status(key(subject.key.text))).toBe(200);
    expect((await subject.admin.post(subject.path(`api-keys/${subject.key.id}/revoke`))).status).toBe(200);
    expect(await status(key(subject.key.text))).toBe(401);
    expect(await status({ authorization: `Bearer ${subject.keyPair.access}` })).toBe(401);
  });
});
