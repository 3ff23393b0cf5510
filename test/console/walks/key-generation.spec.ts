import { afterAll, expect, it } from '@jest/globals';
import { expectStatus, MailServer, type World } from '../../harness/index.js';
import { ways, walks } from './index.js';

/** Many users have to be made first. */
const patience = 180_000;

let mail: MailServer | undefined;
afterAll(() => mail?.stop());

/** A mail server that listens, as in an organisation. */
const withMail = async () => ({ SMTP_URL: (mail ??= await MailServer.start()).url });

walks('who may make API keys is said', (site) => {
  it.each(ways)('for many at once, $way: each is told by mail and can then make one', async ({ javaScript }) => {
    const { world } = site();
    await expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: 'enabled' }), 200);
    const [first, second, other] = [await world.user(), await world.user(), await world.user()];
    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/organisation/user/?limit=200');
    for (const { login } of [first, second]) await person.page.getByLabel(`Select ${login}`, { exact: true }).check();
    await person.page.getByText('With those selected').click();
    await person.press('Enable API key generation');
    expect(await person.text()).toContain('2 changed · 0 already so · 2 mails are on their way');
    if (javaScript) await person.look('home-organisation-user-key-generation');
    await expect(mailed(first.login)).resolves.toContain('/org/megacorp/organisation/api-key/create/');
    await expect(mailed(second.login)).resolves.toContain('you can now create API keys for yourself in megacorp');
    expect(mailsTo(other.login)).toEqual([]);
    await world.key(first.session);
    await world.key(second.session);
    expect((await other.session.post(world.path('api-keys'), { name: 'k' })).status).toBe(403);
  });

  it.each(ways)('for a group and for one user, $way, by the switch on the Security tab', async ({ javaScript }) => {
    const { world } = site();
    await expectStatus(world.admin.patch('/api/v1/organisations/megacorp', { keyCreation: 'enabled' }), 200);
    const [user, member, group] = [await world.user(), await world.user(), await world.group()];
    await world.addToGroup(group, member.id);
    const person = await site().person({ javaScript });
    for (const address of [`user/${user.id}`, `group/${group}`]) {
      await person.goTo(`/org/megacorp/organisation/${address}/`);
      await person.press('Security');
      await person.page.getByRole('switch', { name: 'API key generation' }).click();
      await person.page.getByRole('switch', { checked: true }).waitFor();
    }
    await world.key(user.session);
    await world.key(member.session);
    await expect(mailed(user.login)).resolves.toContain('/api-key/create/');
    await person.goTo(`/org/megacorp/organisation/user/${user.id}/security/`);
    await person.page.getByRole('switch').click();
    await person.page.getByRole('switch', { checked: false }).waitFor();
    expect((await user.session.post(world.path('api-keys'), { name: 'k' })).status).toBe(403);
  });

  it.each(ways)('for everybody found, $way: part by part, with progress to be seen', async ({ javaScript }) => {
    await crowd(site().world);
    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/organisation/user/?search=crowd');
    await person.page.getByText('With those selected').click();
    await person.press('Enable it for everybody found…');
    if (javaScript) await person.look('home-organisation-user-everybody');
    await person.press('Enable API key generation for 201 users');
    if (!javaScript) {
      expect(await person.text()).toContain('200 of 201 done · 200 changed');
      await person.press('Go on');
    }
    await person.page.getByText('201 of 201 done · 201 changed · finished').waitFor();
    if (javaScript) await person.look('home-organisation-user-everybody-done');
  }, patience);
}, withMail);

/** 201 users, one more than a part, for whom it is not enabled. */
async function crowd(world: World): Promise<void> {
  const all = `/org/${world.slug}/organisation/user/key-generation/all/`;
  const program = world.admin.with({ accept: 'application/json' });
  const form = { Enabled: false, Search: 'crowd' };
  const { body } = await expectStatus(program.post(all, form), 200);
  if (body.Cursor) await expectStatus(program.post(all, { ...form, Cursor: body.Cursor }), 200);
  for (let i = body.Total as number; i < 201; i++) {
    // So many invitations in a quarter of an hour, and no more.
    if (i % 40 === 39) world.server.clock.advance({ minutes: 16 });
    await expectStatus(world.admin.post(world.path('users'), { login: `crowd${i}`, email: `crowd${i}@elsewhere.example`, displayName: 'One of many' }), 201);
  }
}

const mailsTo = (login: string) => mail?.received.filter(({ to }) => to === `${login}@megacorp.example`) ?? [];

/** The text of the one mail; it travels beside the request that causes it. */
async function mailed(login: string): Promise<string> {
  while (mailsTo(login).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const [{ text } = { text: '' }, ...more] = mailsTo(login);
  expect(more).toEqual([]);
  return text;
}
