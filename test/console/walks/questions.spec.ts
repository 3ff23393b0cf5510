import { expect, it } from '@jest/globals';
import type { Visitor } from './index.js';
import { ways, walks } from './index.js';

const opened = 'dialog:is([open], :popover-open)';
const focused = (person: Visitor) => person.page.evaluate<string>('document.activeElement.textContent');
const focusedName = (person: Visitor) => person.page.evaluate<string | null>('document.activeElement.getAttribute("name")');

walks('a question above the page', (site) => {
  const keyPage = async () => {
    const { world } = site();
    const { id } = await world.key(world.admin);
    return { path: `/org/megacorp/organisation/api-key/${id}/`, state: async () => (await world.admin.get(world.path(`api-keys/${id}`))).body.state };
  };

  it('holds the keyboard, answers to Esc, and gives the focus back to the button that opened it', async () => {
    const { path, state } = await keyPage();
    const person = await site().person();
    await person.goTo(path);
    const opener = person.page.getByRole('button', { name: 'Revoke…' });
    await opener.focus();
    await person.page.keyboard.press('Enter');
    expect(await focused(person)).toBe('Cancel');
    await person.look('home-organisation-api-key-revoke');
    for (let i = 0; i < 8; i++) {
      await person.page.keyboard.press('Tab');
      expect(await person.page.evaluate<boolean>(`document.activeElement === document.body || document.activeElement.closest('${opened}') !== null`)).toBe(true);
    }
    await person.page.keyboard.press('Escape');
    expect([await person.page.locator(opened).count(), await focused(person)]).toEqual([0, 'Revoke…']);
    await opener.click();
    await person.press('Cancel');
    expect([await person.page.locator(opened).count(), await focused(person), await state()]).toEqual([0, 'Revoke…', 'active']);
  });

  it.each(ways)('$way: comes back open with what is to be mended, and does nothing when it is left', async ({ javaScript }) => {
    const { path, state } = await keyPage();
    const person = await site().person({ javaScript });
    await person.goTo(path);
    const box = person.page.locator(opened);
    await person.page.getByRole('button', { name: 'Revoke…' }).click();
    const reason = box.locator('[name="Reason"]');
    await person.page.evaluate(`document.querySelector('${opened} [name=Reason]').maxLength = 500`);
    await reason.fill('x'.repeat(201));
    await person.press('Revoke the key for good');
    expect([await box.count(), await state()]).toEqual([1, 'active']);
    if (javaScript) {
      expect(await focusedName(person)).toBe('Reason');
      await person.look('home-organisation-api-key-revoke-returned');
    }
    await person.press('Cancel');
    expect([await box.count(), await state()]).toEqual([0, 'active']);
    await person.page.getByRole('button', { name: 'Revoke…' }).click();
    await box.locator('[name="Reason"]').fill('it leaked');
    await person.press('Revoke the key for good');
    expect(await state()).toBe('revoked');
  });
});
