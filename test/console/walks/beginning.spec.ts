import { expect, it } from '@jest/globals';
import { SetUp } from '../../../src/features/founding/index.js';
import { expectStatus } from '../../harness/index.js';
import { ways, walks } from './index.js';

walks('people begin', (site) => {
  it.each(ways)('with a server that nobody has an account on, $way: its link leads to the first organisation', async ({ javaScript }) => {
    const { server, url } = await site().fresh();
    const code = server.app.get(SetUp, { strict: false }).code();
    const person = await site().visitor({ javaScript }, url);
    await person.goTo('/org/');
    expect(await person.text()).toContain('Nobody has an account here yet.');
    if (javaScript) await person.look('sign-in-first');
    await person.goTo(`/setup#${code}`);
    // The code is filled in and has left the address; without JavaScript it is pasted.
    if (javaScript) expect([await person.page.locator('[name="Set-up Code"]').inputValue(), person.page.url()]).toEqual([code, `${url}/setup`]);
    else await person.fill('Set-up Code', code);
    if (javaScript) await person.look('setup');
    const members = { 'Organisation Name': 'Megacorp', Slug: 'megacorp', 'Display Name': 'Ada Lovelace', Login: 'ada', Email: 'ada@megacorp.example', Password: 'plum-harbour-lantern' };
    for (const [label, value] of Object.entries(members)) await person.fill(label, value);
    await person.press('Set it up');
    expect(await person.text()).toContain('Megacorp is there, and you are its super user.');
    await person.goTo('/setup');
    expect(await person.text()).toContain('This server has been set up');
  });

  it.each(ways)('with an invitation, $way: the link of the mail leads in', async ({ way, javaScript }) => {
    const { world, server } = site();
    const login = `guest-${way.split(' ')[0]}`;
    await expectStatus(world.admin.post(world.path('users'), { login, email: `${login}@megacorp.example`, displayName: login }), 201);
    const { text } = (await server.mailsTo(`${login}@megacorp.example`)).at(-1) as { text: string };
    const [, link = '', token = ''] = /^(http\S+\/invitation#(\S+))$/m.exec(text) ?? [];
    const person = await site().visitor({ javaScript });
    await person.goTo(link);
    // With JavaScript the link brings it along, and the address keeps nothing of it.
    if (javaScript) expect([await person.page.getByLabel('Invitation').inputValue(), person.page.url().includes(token)]).toEqual([token, false]);
    else await person.page.getByLabel('Invitation').fill(token);
    await person.press('Continue');
    expect(await person.text()).toContain(`You are invited to megacorp as ${login}.`);
    if (javaScript) await person.look('invitation-accept');
    for (const label of ['New password', 'New password again']) await person.page.getByLabel(label, { exact: true }).fill('velvet-orchard-compass');
    await person.press('Choose it and join');
    expect(await person.text()).toContain(`Welcome to megacorp. You sign in as ${login}.`);
  });
});
