import { expect, it } from '@jest/globals';
import { expectStatus } from '../../harness/index.js';
import { ways, walks } from './index.js';

walks('a role is made, given and edited', (site) => {
  it.each(ways)('by somebody who ticks permissions, $way: what it lets its holder do is seen, and why', async ({ way, javaScript }) => {
    const { world } = site();
    const [user, workspace] = [await world.user(), await world.workspace(`lab ${way}`)];
    const problems = () => user.session.get(world.path(`problems?workspaceId=${workspace}`));
    expect((await problems()).status).toBe(403);

    const person = await site().person({ javaScript });
    await person.goTo('/org/megacorp/organisation/role/');
    await person.press('Create a role');
    await person.fill('Name', `Reporter ${way}`);
    if (javaScript) {
      await person.page.getByLabel('Search permissions').fill('read problems');
      expect(await person.page.getByLabel('audit.read').isVisible()).toBe(false);
    }
    await person.page.locator('input[value="problem.read"]').check();
    await person.press('Create the role');
    await person.page.getByText('Give it to somebody…').click();
    await person.fill('Login', user.login);
    await person.page.locator('select[name="Workspace"]').selectOption({ label: `Workspace lab ${way}` });
    await person.press('Give the role');
    expect(await person.text()).toContain(user.login);
    await expectStatus(problems(), 200);

    await person.goTo(`/org/megacorp/organisation/user/${user.id}/`);
    await person.press('Effective permissions');
    expect(await person.text()).toMatch(new RegExp(`problem\\.read[^]*lab ${way}[^]*Reporter ${way} given to the user, in lab ${way}`));
    await person.press(`Reporter ${way}`);
    await person.page.locator('input[value="problem.read"]').uncheck();
    await person.page.locator('input[value="audit.read"]').check();
    await person.press('Save');
    expect(await person.text()).toContain('it counts from now on');
    expect((await problems()).status).toBe(403);
    if (javaScript) await person.look('home-organisation-role-edited');
  });

  it.each(ways)('by somebody who bases it on another and changes their mind, $way: it holds what its boxes showed', async ({ way, javaScript }) => {
    const { world } = site();
    const [devOps, viewer] = [await world.role(['problem.read', 'problem.create', 'role.read']), await world.role(['problem.read', 'role.read', 'user.read'])];
    const person = await site().person({ javaScript });
    const ticked = () => person.page.locator('input[name="Permissions"]:checked').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value')));
    await person.goTo('/org/megacorp/organisation/role/create/');
    await person.fill('Name', `Looker ${way}`);
    await person.page.locator('select[name="Based On"]').selectOption(devOps);
    await person.press('Tick what it holds');
    expect((await ticked()).toSorted()).toEqual(['problem.create', 'problem.read', 'role.read']);
    await person.page.locator('select[name="Based On"]').selectOption(viewer);
    for (const name of ['problem.read', 'problem.create']) await person.page.locator(`input[value="${name}"]`).uncheck();
    await person.press('Create the role');
    expect(await person.text()).toContain('Nothing is created yet: look again. problem.read, user.read of');
    expect((await ticked()).toSorted()).toEqual(['problem.read', 'role.read', 'user.read']);
    if (javaScript) await person.look('home-organisation-role-look-again');
    for (const name of ['problem.read', 'user.read']) await person.page.locator(`input[value="${name}"]`).uncheck();
    await person.press('Create the role');
    expect(await person.text()).toContain('is created');
    const { items } = (await expectStatus(world.admin.get(world.path(`roles?search=${encodeURIComponent(`Looker ${way}`)}`)), 200)).body;
    expect(items).toMatchObject([{ basedOnRoleId: viewer, permissions: ['role.read'] }]);
  });

  it.each(ways)('a user joins a group and holds what it holds, $way, until it is taken out', async ({ javaScript }) => {
    const { world } = site();
    const [user, groupId] = [await world.user(), await world.group()];
    await world.grant({ groupId }, ['audit.read']);
    const { name } = (await world.admin.get(world.path(`groups/${groupId}`))).body;
    const person = await site().person({ javaScript });
    await person.goTo(`/org/megacorp/organisation/user/${user.id}/`);
    await person.page.getByText('Add to a group…').click();
    await person.page.locator('select[name="Group"]').selectOption({ label: name });
    await person.press('Add to the group');
    await expectStatus(user.session.get(world.path('audit-events')), 200);
    await person.press('Effective permissions');
    expect(await person.text()).toContain(`through the group ${name}`);
    await person.press('Details');
    await person.page.getByText('Take out…').click();
    await person.press('Take out of the group');
    expect((await user.session.get(world.path('audit-events'))).status).toBe(403);
  });
});
