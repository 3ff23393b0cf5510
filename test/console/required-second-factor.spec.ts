import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { administrator, Authenticator, expectStatus, expectUnchanged, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asForm, encoded, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const setUp = '/account/second-factor';

onEachDatabase('pages of an organisation that requires a second factor', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let person: PlainBrowser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    await Authenticator.enrol(world.admin, administrator.password, server.clock);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await require(false);
    user = await world.user(['problem.read', 'problem.create']);
    person = new PlainBrowser(server);
    await person.signIn(user.login, user.password);
    await require(true);
  });

  const require = (requireSecondFactor: boolean) => expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { requireSecondFactor }), 200);

  /** Sets it up on the pages one was led to. */
  const enrol = async () => {
    await person.submit('Begin', { Password: user.password });
    const app = new Authenticator((/<code>((?:[A-Z2-7]{4} ?){8})<\/code>/.exec(person.text)?.[1] ?? '').replaceAll(' ', ''), server.clock);
    await person.submit('Switch it on', { Code: '000000' });
    expect(person.status).toBe(403);
    await person.submit('Switch it on', { Code: app.code() });
    return app;
  };
  const onward = () => (/href="([^"]+)">\s*Go on where you were/.exec(person.text)?.[1] ?? '').replaceAll('&amp;', '&');

  it('lead whoever has none to where it is set up, say why, and back again', async () => {
    await person.open(`${org}/problem/?limit=5`);
    expect([person.status, person.path]).toEqual([200, `${setUp}?next=%2Forg%2Fmegacorp%2Fproblem%3Flimit%3D5`]);
    expect(person.words).toContain('megacorp requires a second factor of everybody who signs in. You are let in there once you have set yours up.');
    expect(person.text).not.toContain('href="/org/megacorp/problem/"');
    await enrol();
    expect(person.words).toContain('The second factor is on.');
    await person.open(onward());
    expect([person.status, person.path]).toEqual([200, `${org}/problem?limit=5`]);
  });

  it('lead there from the sign-in as well, wherever one wanted to go', async () => {
    const again = await new PlainBrowser(server).signIn(user.login, user.password);
    expect(again.path).toBe(`${setUp}?next=%2Forg%2Fmegacorp`);
  });

  it('take no form, and do not send it again later', async () => {
    await require(false);
    await person.open(`${org}/problem/create/`);
    const { action, hidden } = person.formOf('Report it');
    await require(true);
    const count = async () => (await world.admin.get(world.path('problems?limit=200'))).body.items.length;
    const before = await count();
    await expectUnchanged(server, () => asForm(server.client({ cookie: person.cookie, 'sec-fetch-site': 'same-origin' })).post(action, encoded({ ...hidden, Name: 'x', 'Problem Statement': 'y' })));
    await person.send(action, { ...hidden, Name: 'x', 'Problem Statement': 'y' });
    expect([person.path, await count()]).toEqual([`${setUp}?next=%2Forg%2F&unsent=true`, before]);
    expect(person.words).toContain('What you have just sent was not taken');
    await enrol();
    await person.open(onward());
    expect([person.path, await count()]).toEqual([org, before]);
  });

  it('never lead on to another site', async () => {
    await person.open(`${setUp}/?next=https%3A%2F%2Felsewhere.example%2F`);
    await enrol();
    expect([onward(), person.text.includes('elsewhere.example"')]).toEqual(['/org/', false]);
  });

  it('let everybody sign out, and see the own account', async () => {
    await person.open('/account/');
    expect([person.status, person.words.includes(user.login), person.text.includes('href="/org/megacorp/profile/')]).toEqual([200, true, false]);
    await person.submit('Sign out');
    expect(person.words).toContain('You are signed out.');
  });

  it('offer nobody to switch it off', async () => {
    await person.open(`${org}/problem/`);
    const app = await enrol();
    await person.open(`${org}/profile/second-factor/`);
    expect(person.words).toContain('It cannot be switched off: megacorp requires one.');
    expect(person.text).not.toContain('Switch it off');
    const { hidden } = person.formOf('Get new codes');
    await person.send(`${org}/profile/second-factor/disable/`, { ...hidden, Password: user.password, Code: app.fresh() });
    expect([person.status, person.words.includes('It cannot be switched off: megacorp requires a second factor')]).toEqual([409, true]);
  });
});
