import { expect, it } from '@jest/globals';
import { expectStatus, expectUnchanged, onEachDatabase } from '../../harness/index.js';
import { asProgram, org } from '../door.js';
import { Person } from '../person.js';
import { Stage } from '../stage.js';

const permissions = `${org}/organisation/permission/`;

onEachDatabase('permissions as pages', (database) => {
  const stage = Stage.on(database);

  it('are the whole catalogue, each with the roles that hold it', async () => {
    const { body } = await expectStatus(stage.ada.get(permissions), 200);
    const found = body.items.find(({ Name }: { Name: string }) => Name === 'key-right.manage');
    expect(found).toMatchObject({ Description: 'Say who may make API keys', 'Built In': true, Roles: [{ id: '1001', Name: 'Super User', _links: { self: { href: `${org}/organisation/role/1001/` } } }] });
    const page = await stage.person.see(permissions);
    expect(page.text).toContain('<code>problem.read</code>');
    expect(page.text).toContain('>Viewer</a>');
    expect((await stage.ada.get(`${permissions}?limit=1`)).body._links.next).toBeDefined();
  });

  it('are registered for own services, once, and can then be put into roles', async () => {
    const led = await stage.person.does(`${permissions}create/`, `${permissions}create/`, { Name: 'billing:invoice.pay', Description: 'Pay <invoices>' });
    expect(led.text).toContain('Pay &lt;invoices>');
    const role = await stage.world.role(['billing:invoice.pay']);
    const found = (await stage.ada.get(permissions)).body.items.find(({ Name }: { Name: string }) => Name === 'billing:invoice.pay');
    expect(found).toMatchObject({ 'Built In': false });
    expect(found.Roles.map(({ id }: { id: string }) => id)).toContain(role);
    expect((await expectUnchanged(stage.server, () => stage.ada.post(`${permissions}create/`, { Name: 'billing:invoice.pay', Description: 'x' }))).status).toBe(409);
    const wrong = await expectUnchanged(stage.server, () => stage.person.submit(`${permissions}create/`, `${permissions}create/`, { Name: 'problem.read', Description: 'shadow' }));
    expect([wrong.status, wrong.text.includes('service:resource.action')]).toEqual([400, true]);
  });

  it('are for those who may see them; roles for those who may see roles', async () => {
    const reader = await stage.world.user(['permission.read']);
    const { body } = await expectStatus(asProgram(reader.session).get(permissions), 200);
    expect(body.items.every(({ Roles }: { Roles: unknown }) => Roles === null)).toBe(true);
    expect(body._links.create).toBeUndefined();
    expect((await new Person(reader.session).see(permissions)).text).not.toContain('Super User');
    expect((await expectUnchanged(stage.server, () => asProgram(reader.session).post(`${permissions}create/`, { Name: 'a:b.c', Description: 'x' }))).status).toBe(403);
    const bystander = (await stage.world.bystander()).session;
    expect((await asProgram(bystander).get(permissions)).status).toBe(403);
    expect((await new Person(bystander).see(`${org}/`)).text).not.toMatch(/>(Users|Groups|Roles|Workspaces|Permissions)</);
    expect((await stage.person.see(`${org}/`)).text).toMatch(/>Users<.*>Groups<.*>Roles<.*>Workspaces<.*>Permissions</s);
  });
});
