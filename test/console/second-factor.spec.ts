import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Authenticator, expectStatus, onEachDatabase, TestServer, type TestUser, World } from '../harness/index.js';
import { asProgram, org } from './door.js';
import { PlainBrowser } from './plain-browser.js';

const page = `${org}/profile/second-factor`;

onEachDatabase('the page of the second factor', (database) => {
  let server: TestServer;
  let world: World;
  let user: TestUser;
  let person: PlainBrowser;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    user = await world.user();
    person = new PlainBrowser(server);
    await person.signIn(user.login, user.password);
    await person.open(`${page}/`);
  });

  const codesOn = ({ text }: { text: string }): string[] => text.match(/(?<=<code>)(?:[0-9a-z]{4}-){5}[0-9a-z]{4}/g) ?? [];
  const begin = async () => {
    await person.submit('Begin', { Password: user.password });
    const secret = (/<code>((?:[A-Z2-7]{4} ?){8})<\/code>/.exec(person.text)?.[1] ?? '').replaceAll(' ', '');
    return { secret, app: new Authenticator(secret, server.clock) };
  };
  const asksFor = async () => (await new PlainBrowser(server).signIn(user.login, user.password)).words.includes('One more step');

  it('shows the secret as a picture and as text, switches it on with a first code and shows recovery codes, once', async () => {
    const { secret, app } = await begin();
    expect(secret).toHaveLength(32);
    expect(person.text).toMatch(/<svg class="qr"[^>]*role="img"/);
    expect(person.text).not.toMatch(/ style=|<img|<script(?! src)/);
    expect([person.headers['cache-control'], await asksFor()]).toEqual(['no-store', false]);
    await person.submit('Switch it on', { Code: '000000' });
    expect([person.status, await asksFor()]).toEqual([403, false]);
    expect(person.words).toContain('Enter the code your app shows');
    await person.submit('Switch it on', { Code: app.code() });
    const codes = codesOn(person);
    expect([person.status, codes.length, await asksFor()]).toEqual([200, 10, true]);
    await person.open(`${page}/`);
    expect([person.words.includes('You have 10 recovery codes left'), person.text.includes(codes[0] as string), person.text.includes(secret)]).toEqual([true, false, false]);
    const { body } = await expectStatus(asProgram(user.session).get(`${page}/`), 200);
    expect(body).toMatchObject({ Enabled: true, 'Recovery Codes Left': 10, _links: { disable: { href: `${page}/disable/` } } });
  });

  it('begins for nobody who does not know the password', async () => {
    await person.submit('Begin', { Password: 'wrong-harbour-lantern' });
    expect([person.status, person.words.includes('This is not your password'), person.text.includes('class="qr"')]).toEqual([403, true, false]);
  });

  it('gives new recovery codes and switches off, each with the password and a code', async () => {
    const { app } = await begin();
    await person.submit('Switch it on', { Code: app.code() });
    const [first = ''] = codesOn(person);
    await person.open(`${page}/`);
    await person.submit('Get new codes', { Password: user.password, Code: app.fresh() });
    const [second = ''] = codesOn(person);
    expect([person.status, second === first]).toEqual([200, false]);
    await person.open(`${page}/`);
    await person.submit('Switch it off', { Password: user.password, 'Recovery Code': first });
    expect([person.status, await asksFor()]).toEqual([403, true]);
    expect(person.text).toMatch(/<dialog [^>]*class="ask-box ask-hard"[^>]* open[ >]/);
    await person.submit('Switch it off', { Password: user.password, 'Recovery Code': second });
    expect([person.path, await asksFor()]).toEqual([page, false]);
    expect(person.words).toContain('The second factor is switched off.');
  });
});
