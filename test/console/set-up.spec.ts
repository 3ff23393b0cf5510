import { afterEach, expect, it } from '@jest/globals';
import { SetUp } from '../../src/features/founding/index.js';
import { administrator, expectStatus, expectUnchanged, onEachDatabase, TestServer } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const members = { 'Organisation Name': 'Megacorp & Sons', Slug: 'megacorp', 'Display Name': 'Ada Lovelace', Login: 'ada', Email: 'ada@megacorp.example', Password: 'plum-harbour-lantern' };

onEachDatabase('the first start', (database) => {
  let server: TestServer;
  afterEach(() => server?.stop());

  const empty = async () => {
    server = await TestServer.start(database, { bootstrap: false });
    return server.app.get(SetUp, { strict: false }).code();
  };

  it('shows where to set the server up; what was printed makes the first organisation and signs its administrator in', async () => {
    const code = await empty();
    const person = new PlainBrowser(server);
    await person.open('/org/');
    expect(person.words).toContain('Nobody has an account here yet.');
    await person.open('/setup/');
    await person.submit('Set it up', { ...members, 'Set-up Code': ` ${code} ` });
    expect([person.status, person.path]).toEqual([200, org]);
    expect(person.words).toContain('Megacorp & Sons is there, and you are its super user.');
    const me = (await expectStatus(server.client({ cookie: person.cookie }).get('/api/v1/me'), 200)).body;
    expect(me).toMatchObject({ account: { id: '1001', login: 'ada' }, memberships: [{ organisation: { id: '1001', slug: 'megacorp' }, userId: '1001' }] });
    const admin = await server.signIn();
    expect((await expectStatus(admin.get('/api/v1/organisations/1001/workspaces'), 200)).body.items).toEqual([expect.objectContaining({ id: '1001', name: 'default' })]);
    await expectStatus(admin.post('/api/v1/organisations', { slug: 'othercorp', name: 'Othercorp' }), 201);
  });

  it('takes nothing without the code, or with another one, and says so', async () => {
    const code = await empty();
    const program = asProgram(server.client());
    expect((await expectStatus(program.get('/setup'), 200)).body.fields.map(({ label }: { label: string }) => label)).toEqual(['Set-up Code', ...Object.keys(members)]);
    for (const wrong of ['x', `${code.slice(0, -2)}AA`, code.slice(1), 'a'.repeat(43)]) {
      const answer = await expectUnchanged(server, () => program.post('/setup', { ...members, 'Set-up Code': wrong }));
      expect([answer.status, answer.body, answer.headers['set-cookie']]).toEqual([403, { detail: 'This is not the code that the server printed' }, undefined]);
    }
    expect((await expectUnchanged(server, () => program.post('/setup', members))).status).toBe(400);
    const elsewhere = asForm(server.client({ accept: 'text/html', 'sec-fetch-site': 'cross-site' }));
    expect((await expectUnchanged(server, () => elsewhere.post('/setup', encoded({ ...members, 'Set-up Code': code })))).status).toBe(403);
    expect((await server.client().post('/api/v1/sessions', administrator)).status).toBe(401);
  });

  it('brings the form back as it was, but for the password', async () => {
    const code = await empty();
    const person = new PlainBrowser(server);
    await person.open('/setup');
    const wrong = { Slug: '1001', Login: 'a da', Email: 'ada', Password: 'password1234' };
    for (const [label, value] of Object.entries(wrong)) {
      await person.submit('Set it up', { ...members, 'Set-up Code': code, [label]: value });
      expect([label, person.status, person.text.includes('value="Megacorp &amp; Sons"'), person.text.includes(members.Password)]).toEqual([label, 400, true, false]);
      expect(person.text).toMatch(new RegExp(`role="alert">${label} `));
    }
    await person.submit('Set it up', { ...members, 'Set-up Code': code });
    expect(person.path).toBe(org);
  });

  it('is over once it is done: no page, no form, and the code is worth nothing', async () => {
    const code = await empty();
    const second = await server.another();
    await expectStatus(asProgram(server.client()).post('/setup', { ...members, 'Set-up Code': code }), 201);
    for (const app of [server.app, second]) {
      const program = asProgram(server.client({}, app));
      expect((await program.get('/setup')).status).toBe(404);
      const outdated = (await server.client({ accept: 'text/html' }, app).get('/setup')).text;
      expect(outdated).toContain('Sign in with the account that was made then');
      expect(outdated).not.toContain('may have been deleted');
      const again = await expectUnchanged(server, () => program.post('/setup', { ...members, Slug: 'mine', Login: 'eve', 'Set-up Code': code }));
      expect([again.status, again.headers['set-cookie']]).toEqual([404, undefined]);
      const page = await server.client({ accept: 'text/html' }, app).get('/org/');
      expect(page.text).not.toContain('/setup');
    }
  });

  it('of many who set up at the same moment, at two nodes and under names of their own, one does', async () => {
    const code = await empty();
    const nodes = [server.app, await server.another()];
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => asProgram(server.client({}, nodes[i % 2])).post('/setup', { ...members, Slug: `corp-${i}x`, Login: `person-${i}`, 'Set-up Code': code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
    const [made] = answers.filter(({ status }) => status === 201);
    const login = `person-${made?.body.Slug.slice(5, 6)}`;
    const admin = await server.signIn(login, members.Password);
    expect((await admin.get('/api/v1/organisations')).body.items).toEqual([expect.objectContaining({ id: '1001', slug: made?.body.Slug })]);
    expect((await admin.get('/api/v1/accounts')).body.items).toHaveLength(1);
  });

  it('is over for servers that the environment fills', async () => {
    server = await TestServer.start(database);
    expect((await asProgram(server.client()).get('/setup')).status).toBe(404);
    expect((await server.client({ accept: 'text/html' }).get('/org/')).text).not.toContain('Nobody has an account');
  });
});
