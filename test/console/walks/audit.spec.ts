import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { expectStatus } from '../../harness/index.js';
import { ways, walks } from './index.js';

walks('the audit trail is searched and taken along', (site) => {
  it.each(ways)('$way: what was done to one thing, as a file', async ({ way, javaScript }) => {
    const { world } = site();
    const key = await world.key(world.admin, { name: `Traced ${way}` });
    await expectStatus(world.admin.post(world.path(`api-keys/${key.id}/deactivate`)), 200);
    const person = await site().person({ javaScript });
    await person.open('Audit');
    await person.fill('action', 'api-key.');
    await person.page.keyboard.press('Enter');
    await person.page.waitForLoadState();
    const more = person.page.locator('tbody tr.more').first();
    expect(await more.isVisible()).toBe(false);
    await person.page.getByText('Details').first().click();
    expect(await more.isVisible()).toBe(true);
    const [whole, table] = [await more.locator('td').boundingBox(), await person.page.locator('tbody').boundingBox()];
    expect(whole?.width).toBeGreaterThan(0.9 * (table?.width ?? Infinity));
    await person.page.getByRole('link', { name: `this Traced ${way}` }).first().click();
    await person.page.waitForLoadState();
    const rows = person.page.locator('tbody tr:not(.more)');
    expect(await rows.count()).toBe(2);
    await person.page.getByText('Details').first().click();
    await person.look('audit-of-a-thing');
    const [download] = await Promise.all([person.page.waitForEvent('download'), person.press('Export CSV')]);
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
    expect(lines.map((line) => line.split(',')[2])).toEqual(['action', 'api-key.deactivate', 'api-key.create']);
    expect(download.suggestedFilename()).toMatch(/^audit-megacorp-.*\.csv$/);
  });

  it.each(ways)('$way: a day is applied with the mouse, by a button that is in sight', async ({ javaScript }) => {
    const person = await site().person({ javaScript });
    await person.open('Audit');
    await person.fill('from', '2020-01-31');
    const apply = person.page.getByRole('button', { name: 'Apply' });
    const [box, width] = [await apply.boundingBox(), person.page.viewportSize()?.width ?? 0];
    expect(box?.x).toBeGreaterThan(0);
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await apply.click();
    await person.page.waitForURL(/from=2020-01-31/);
    expect(await person.page.locator('tbody tr').count()).toBeGreaterThan(0);
  });
});
