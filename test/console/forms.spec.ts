import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, type Client, expectStatus, expectUnchanged, onEachDatabase, TestServer, World } from '../harness/index.js';
import { asForm, asProgram, encoded, org } from './door.js';

const field = (page: Answer, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';

onEachDatabase('forms of pages', (database) => {
  let server: TestServer;
  let world: World;
  let person: Client;

  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    person = world.admin.with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
  });
  afterAll(() => server?.stop());

  const send = async (members: Record<string, string>, by = person) => {
    const page = await expectStatus(by.get(`${org}/problem/create/`), 200);
    return asForm(by).post(`${org}/problem/create/`, encoded({ _token: field(page, '_token'), _once: field(page, '_once'), ...members }));
  };
  const problems = async () => (await expectStatus(asProgram(world.admin).get(`${org}/problem/?limit=200`), 200)).body.items as { Name: string }[];

  it('lead on when they have done their work, and say so once', async () => {
    const answer = await send({ Name: 'Disk <full>', 'Problem Statement': 'x' });
    expect([answer.status, answer.headers['location'], answer.text]).toEqual([303, `${org}/problem/`, '']);
    const flash = [answer.headers['set-cookie']].flat().find((cookie) => cookie?.startsWith('latchkey_flash=')) as string;
    expect(flash).toMatch(/HttpOnly.*SameSite=Lax/);
    const cookies = `${String((person as unknown as { headers: { cookie: string } }).headers.cookie)}; ${flash.split(';')[0]}`;
    const next = await person.with({ cookie: cookies }).get(`${org}/problem/`);
    expect(next.text).toContain('“Disk &lt;full>” is reported.');
    expect(String(next.headers['set-cookie'])).toContain('latchkey_flash=;');
    expect((await person.get(`${org}/problem/`)).text).not.toContain('is reported');
  });

  it('say nothing that was not said by the server', async () => {
    const text = Buffer.from('Call this number').toString('base64url');
    for (const forged of [text, `${text}.`, `${text}.1.${'A'.repeat(43)}`, `${text}.999999999.${'A'.repeat(43)}`, '.', '']) {
      const cookie = `${String((person as unknown as { headers: { cookie: string } }).headers.cookie)}; latchkey_flash=${forged}`;
      const page = await expectStatus(person.with({ cookie }).get(`${org}/problem/`), 200);
      expect(page.text).not.toContain('Call this');
    }
  });

  it('come back as they were, with what is wrong beside the field', async () => {
    const answer = await send({ Name: ' "x', 'Problem Statement': 'Something <b>long</b>' });
    expect([answer.status, answer.headers['content-type'], answer.headers['vary']]).toEqual([400, 'text/html; charset=utf-8', 'Accept']);
    expect(answer.text).toMatch(/role="alert">Name /);
    expect(answer.text).toContain('value=" &quot;x"');
    expect(answer.text).toContain('Something &lt;b>long&lt;/b>');
    expect(answer.text).toMatch(/aria-describedby="field-name-hint field-name-error" aria-invalid="true"/);
    expect(await problems()).not.toContainEqual(expect.objectContaining({ Name: ' "x' }));
  });

  it('do their work once, however often they are sent', async () => {
    const page = await person.get(`${org}/problem/create/`);
    const body = encoded({ _token: field(page, '_token'), _once: field(page, '_once'), Name: 'twice', 'Problem Statement': 'x' });
    for (let i = 0; i < 3; i++) expect((await asForm(person).post(`${org}/problem/create/`, body)).status).toBe(303);
    expect((await problems()).filter(({ Name }) => Name === 'twice')).toHaveLength(1);
  });

  it('are refused without a token, with that of another session, and from other sites', async () => {
    const other = (await server.signIn()).with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    const foreign = field(await other.get(`${org}/problem/create/`), '_token');
    const own = field(await person.get(`${org}/problem/create/`), '_token');
    const members = { Name: 'forged', 'Problem Statement': 'x' };
    const attempts: [Client, Record<string, string>][] = [
      [person, {}],
      [person, { _token: foreign }],
      [person, { _token: `${own}x` }],
      [person.with({ 'sec-fetch-site': 'cross-site' }), { _token: own }],
    ];
    for (const [by, token] of attempts) {
      const answer = await expectUnchanged(server, () => asForm(by).post(`${org}/problem/create/`, encoded({ ...members, ...token })));
      expect([answer.status, answer.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    }
    expect((await asForm(person).post(`${org}/problem/create/`, encoded({ ...members, _token: own, Name: 'genuine' }))).status).toBe(303);
  });

  it('nobody signs somebody else out', async () => {
    const session = (await server.signIn()).with({ accept: 'text/html', 'sec-fetch-site': 'same-origin' });
    expect((await asForm(session).post('/sign-out', '')).status).toBe(403);
    expect((await session.get(`${org}/`)).text).not.toContain('name="password"');
    expect((await asForm(session).post('/sign-out', encoded({ _token: field(await session.get(`${org}/`), '_token') }))).status).toBe(303);
    expect((await session.get(`${org}/`)).text).toContain('name="password"');
  });

  it('show only what one may do', async () => {
    const reader = (await world.user(['problem.read'])).session;
    expect((await reader.get(`${org}/problem/`)).text).not.toContain('Report a problem');
    const refused = await reader.get(`${org}/problem/create/`);
    expect([refused.status, refused.text.includes('problem.create'), refused.text.includes('aria-label="Pages"')]).toEqual([403, true, true]);
    const bystander = (await world.bystander()).session;
    expect((await bystander.get(`${org}/`)).text).not.toContain('>Problems<');
  });
});

onEachDatabase('what pages load', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(database);
  });
  afterAll(() => server?.stop());

  it('comes from here, may be kept, and nothing stands inline', async () => {
    const page = await server.client().get(`${org}/`);
    const addresses = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => (address as string).replaceAll('&amp;', '&'));
    expect(addresses.map((address) => address.split('?')[0])).toEqual(['/assets/icon.svg', '/assets/console.css', '/assets/console.js']);
    for (const address of addresses) {
      const plain = await server.client().get(address);
      expect([address, plain.status, plain.headers['cache-control']]).toEqual([address, 200, 'public, max-age=31536000, immutable']);
      const packed = await server.client({ 'accept-encoding': 'gzip, br' }).get(address);
      expect([packed.headers['content-encoding'], packed.headers['content-type']]).toEqual(['gzip', plain.headers['content-type']]);
    }
    expect(page.text).not.toMatch(/<style|style=|<script(?! src)|\son\w+=/);
  });
});
