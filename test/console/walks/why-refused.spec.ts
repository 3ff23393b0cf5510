import { expect, it } from '@jest/globals';
import { expectStatus } from '../../harness/index.js';
import { ways, walks } from './index.js';

walks('a refusal is found out about and mended', (site) => {
  it.each(ways)('by an administrator, $way', async ({ way, javaScript }) => {
    const { world, url } = site();
    const user = await world.user(['problem.read']);
    const key = await world.key(user.session, { name: `Robot ${way}`, permissions: ['problem.read'] });
    const call = async () => {
      const headers = { authorization: `Api-Key ${key.text}`, accept: 'application/json', 'content-type': 'application/json' };
      const answer = await fetch(`${url}/org/megacorp/create/`, { method: 'POST', headers, body: JSON.stringify({ Name: 'Test', 'Problem Statement': 'Test', Workspace: '1001' }) });
      return answer.status;
    };
    expect(await call()).toBe(403);

    const person = await site().person({ javaScript });
    await person.open('Refusals');
    await person.look('refusals-with-some');
    await person.page.locator('tr', { hasText: `Robot ${way}` }).getByRole('link').first().click();
    expect(await person.page.getByRole('heading', { level: 1 }).innerText()).toBe('Why was this refused?');
    expect(await person.text()).toContain('problem.create');
    await person.look('refusal-explained');
    for (const says of ['More is needed', 'would be allowed now']) {
      expect(await call()).toBe(403);
      await person.page.getByRole('button', { name: 'Do this' }).first().click();
      await person.page.getByRole('status').filter({ hasText: says }).waitFor();
    }
    expect(await call()).toBe(201);
    await person.look('refusal-mended');

    await person.press('Try something else');
    await person.page.getByLabel('Permission').selectOption('audit.read');
    await person.press('Try it');
    expect(await person.text()).toContain('The call would be refused');
    await person.look('refusal-tried');
  });

  it.each(ways)('as the old secret of a key that was rotated, $way', async ({ way, javaScript }) => {
    const { world, url } = site();
    const key = await world.key(world.admin, { name: `Backup ${way}` });
    const { body } = await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 3600 }), 200);
    const call = async (text: string) => (await fetch(`${url}/api/v1/me`, { headers: { authorization: `Api-Key ${text}` } })).status;
    expect([await call(key.text), await call(body.key)]).toEqual([200, 200]);
    const [{ id: secretId }] = (await expectStatus(world.admin.get(world.path(`api-keys/${key.id}`)), 200)).body.drainingSecrets;
    await expectStatus(world.admin.delete(world.path(`api-keys/${key.id}/secrets/${secretId}`)), 200);
    expect([await call(key.text), await call(body.key)]).toEqual([401, 200]);

    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/refusals/?code=secret-ended');
    await person.page.locator('tr', { hasText: `Backup ${way}` }).getByRole('link').first().click();
    const text = await person.text();
    for (const said of [`An old secret (${key.text.slice(0, 8)}…) of the key was used`, 'put the new secret in its place', 'This secret of the key has not ended', 'would be refused again', body.key.slice(0, 8)]) expect(text).toContain(said);
    expect(text).not.toContain('would be allowed');
    await person.look('refusal-of-an-old-secret');
  });
});
