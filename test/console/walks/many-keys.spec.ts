import { expect, it } from '@jest/globals';
import { ways, walks } from './index.js';

walks('many keys are ended at once', (site) => {
  it.each(ways)('by those who tick them, $way: after a page that asks back, with a result for each', async ({ javaScript }) => {
    const { world } = site();
    const marked = `ci-${javaScript}`;
    const [first, second, other] = [await world.key(world.admin, { name: `${marked} one` }), await world.key(world.admin, { name: `${marked} two` }), await world.key(world.admin, { name: `${marked} three` })];
    const person = await site().person({ javaScript });
    await person.goTo(`/org/megacorp/organisation/api-token/?search=${marked}`);
    for (const name of ['one', 'two']) await person.page.getByLabel(`Select ${marked} ${name}`, { exact: true }).check();
    await person.page.getByText('With those selected').click();
    await person.press('Revoke…');
    if (javaScript) await person.look('home-organisation-api-key-bulk-asked');
    await person.fill('Reason', 'found in a log');
    await person.press('Revoke 2 keys');
    expect(await person.text()).toContain('2 of 2 done · 2 changed · 0 already so · finished');
    if (javaScript) await person.look('home-organisation-api-key-bulk-done');
    const stateOf = async (id: string) => (await world.admin.get(world.path(`api-keys/${id}`))).body;
    expect(await Promise.all([first, second, other].map(({ id }) => stateOf(id)))).toMatchObject([{ state: 'revoked', revokeReason: 'found in a log' }, { state: 'revoked' }, { state: 'active' }]);
    await person.press('Done');
    expect(person.page.url()).toContain(`search=${marked}`);
  });

  it.each([1024, 1152, 1280])('and are listed with every column in sight at %i pixels', async (width) => {
    const { world } = site();
    const owner = await world.user(['problem.read', 'problem.create', 'user.read', 'group.read']);
    for (const name of ['Deployments of the billing service', 'nightly']) await world.key(owner.session, { name, permissions: ['problem.read', 'problem.create', 'group.read'], expiresAt: '2040-01-01T12:34:56Z' });
    const person = await site().person({ javaScript: true });
    await person.page.setViewportSize({ width, height: 900 });
    await person.goTo('/org/megacorp/organisation/api-key/');
    const [seen, wide] = await person.page.locator('.table').evaluate((table) => [table.clientWidth, table.scrollWidth]);
    expect(wide).toBeLessThanOrEqual(seen as number);
  });
});
