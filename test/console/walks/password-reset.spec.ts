import { afterAll, expect, it } from '@jest/globals';
import { expectStatus, expectUnauthenticated, MailServer } from '../../harness/index.js';
import { ways, walks } from './index.js';

let mail: MailServer | undefined;
afterAll(() => mail?.stop());

/** A mail server that listens, as in an organisation. */
const withMail = async () => ({ SMTP_URL: (mail ??= await MailServer.start()).url });

const newPassword = 'velvet-orchard-compass';

walks('somebody has forgotten the password', (site) => {
  const forgetful = async () => {
    const { world, server } = site();
    const user = await world.user();
    const isOurs = ({ to, subject }: { to: string; subject: string }) => to === `${user.login}@megacorp.example` && subject === 'Set a new password';
    let read = 0;
    /** What the next mail holds; it travels beside the request that causes it. */
    const mailed = async () => {
      const mails = () => mail?.received.filter(isOurs) ?? [];
      while (mails().length === read) await new Promise((resolve) => setTimeout(resolve, 20));
      const text = mails()[read++]?.text ?? '';
      return { link: /^http\S+#\S+$/m.exec(text)?.[0] ?? '', code: /^\d+\.[\w-]{43}$/m.exec(text)?.[0] ?? '' };
    };
    const asked = () => expectStatus(server.client().post('/api/v1/password-resets', { login: user.login }), 202);
    return { user, mailed, asked };
  };

  it.each(ways)('$way: from signing in, by the mail, to a new password', async ({ javaScript }) => {
    const { user, mailed } = await forgetful();
    const person = await site().visitor({ javaScript });
    await person.goTo('/org/megacorp/');
    await person.press('Forgot your password?');
    if (javaScript) await person.look('password-reset');
    await person.page.getByLabel('Login').fill(user.login);
    await person.press('Send me a link');
    expect(await person.text()).toContain('a mail with a link is on its way');
    if (javaScript) await person.look('password-reset-sent');
    const { link, code } = await mailed();
    await person.goTo(link);
    // The code is filled in and has left the address; without JavaScript it is pasted.
    if (javaScript) expect([await person.page.locator('[name="Password Reset Code"]').inputValue(), person.page.url()]).toEqual([code, `${site().url}/password-reset/new-password`]);
    else await person.fill('Password Reset Code', code);
    await person.fill('New Password', newPassword);
    await person.fill('New Password Again', `${newPassword}x`);
    await person.press('Set the new password');
    expect(await person.text()).toContain('is not the same as the new password');
    expect(await person.page.locator('[name="Password Reset Code"]').inputValue()).toBe(code);
    if (javaScript) await person.look('password-reset-not-the-same');
    await expectStatus(user.session.get('/api/v1/me'), 200);
    await person.fill('New Password', newPassword);
    await person.fill('New Password Again', newPassword);
    await person.press('Set the new password');
    expect(await person.text()).toContain(`The new password of ${user.login} is set. Sign in with it.`);
    if (javaScript) await person.look('password-reset-done');
    expectUnauthenticated(await user.session.get('/api/v1/me'));
    await person.page.getByLabel('Login').fill(user.login);
    await person.page.getByLabel('Password').fill(newPassword);
    await person.press('Sign in');
    await person.page.locator('summary[aria-label^="You:"]').waitFor();
  });

  it('pastes the link of the mail into the tab where the page is open: the code is filled in, and leaves the address', async () => {
    const { mailed, asked } = await forgetful();
    const person = await site().visitor();
    await person.goTo('/password-reset/new-password');
    const field = person.page.locator('[name="Password Reset Code"]');
    for (let i = 0; i < 2; i++) {
      await asked();
      const { link, code } = await mailed();
      // An address that differs behind the # alone loads nothing.
      await person.goTo(link);
      await person.page.waitForURL((url) => url.hash === '');
      expect([await field.inputValue(), person.page.url()]).toEqual([code, `${site().url}/password-reset/new-password`]);
    }
  });

  it.each(ways)('$way: with a link that was used or replaced, asks for another where that is said', async ({ javaScript }) => {
    const { user, mailed, asked } = await forgetful();
    const person = await site().visitor({ javaScript });
    await asked();
    const old = await mailed();
    await asked();
    const next = await mailed();
    expect(next.code).not.toBe(old.code);
    await person.goTo('/password-reset/new-password');
    const set = async (code: string) => {
      await person.fill('Password Reset Code', code);
      await person.fill('New Password', newPassword);
      await person.fill('New Password Again', newPassword);
      await person.press('Set the new password');
    };
    await set(old.code);
    expect(await person.text()).toContain('it cannot be used any more. Ask for a new one.');
    if (javaScript) await person.look('password-reset-no-longer-good');
    await expectStatus(user.session.get('/api/v1/me'), 200);
    await person.page.getByLabel('Login').fill(user.login);
    await person.press('Send me a link');
    await set((await mailed()).code);
    expect(await person.text()).toContain(`The new password of ${user.login} is set.`);
  });
}, withMail);
