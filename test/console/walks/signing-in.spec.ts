import { expect, it } from '@jest/globals';
import { Authenticator } from '../../harness/index.js';
import { ways, walks } from './index.js';

walks('people come in and go out', (site) => {
  it.each(ways)('with a wrong password first, $way; signing out everywhere else ends the other browser', async ({ javaScript }) => {
    const user = await site().world.user();
    const person = await site().visitor({ javaScript });
    await person.goTo('/org/megacorp/profile/security/');
    await person.page.getByLabel('Login').fill(user.login);
    await person.page.getByLabel('Password').fill('wrong-harbour-lantern');
    await person.press('Sign in');
    expect(await person.text()).toContain('The login or the password is wrong');
    await person.page.getByLabel('Password').fill(user.password);
    await person.press('Sign in');
    expect(await person.text()).toContain('Security');
    const elsewhere = await site().person({ javaScript }, user);
    await person.page.reload();
    await person.press('Sign out everywhere else');
    expect(await person.text()).toContain('other sessions have ended');
    await elsewhere.goTo('/org/megacorp/');
    expect(await elsewhere.text()).toContain('Sign in');
    await person.page.locator('summary[aria-label^="You:"]').click();
    await person.page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await person.page.waitForLoadState();
    expect(await person.text()).toContain('You are signed out.');
  });

  it.each(ways)('a login that was guessed at is closed, $way, and the page says until when', async ({ javaScript }) => {
    const user = await site().world.user();
    const person = await site().visitor({ javaScript });
    await person.goTo('/org/megacorp/');
    for (let i = 0; i < 10; i++) await site().server.client().post('/api/v1/sessions', { login: user.login, password: 'guess' });
    await person.page.getByLabel('Login').fill(user.login);
    await person.page.getByLabel('Password').fill(user.password);
    await person.press('Sign in');
    expect(await person.text()).toMatch(/Too many attempts\..* until \d\d:\d\d UTC/);
    if (javaScript) await person.look('sign-in-closed');
  });

  it.each(ways)('a second factor is switched on and asked for, $way, and a recovery code stands in for it', async ({ javaScript }) => {
    const user = await site().world.user();
    const person = await site().person({ javaScript }, user);
    await person.goTo('/org/megacorp/profile/second-factor/');
    await person.fill('Password', user.password);
    await person.press('Begin');
    expect(await person.page.locator('svg.qr').isVisible()).toBe(true);
    if (javaScript) await person.look('second-factor-begun');
    const app = new Authenticator((await person.page.locator('.secret code').innerText()).replaceAll(' ', ''), site().server.clock);
    await person.fill('Code', app.code());
    await person.press('Switch it on');
    const [recoveryCode = ''] = await person.page.locator('.recovery-codes code').allInnerTexts();
    if (javaScript) {
      await person.look('recovery-codes');
      await person.page.getByLabel('I have stored them').check();
    }
    for (const proof of ['code', 'recovery'] as const) {
      const again = await site().visitor({ javaScript });
      await again.goTo('/org/megacorp/');
      await again.page.getByLabel('Login').fill(user.login);
      await again.page.getByLabel('Password').fill(user.password);
      await again.press('Sign in');
      if (javaScript && proof === 'code') await again.look('second-step');
      if (proof === 'code') {
        await again.page.getByLabel('Code', { exact: true }).fill(app.fresh());
        await again.press('Sign in');
      } else {
        await again.page.getByText('I do not have my app with me').click();
        await again.page.getByLabel('Recovery code').fill(recoveryCode);
        await again.press('Sign in with it');
      }
      await again.page.locator('summary[aria-label^="You:"]').waitFor();
    }
  });
});
