import { expect, it } from '@jest/globals';
import { expectStatus, onEachDatabase } from '../harness/index.js';
import { keys } from './door.js';
import { Stage } from './stage.js';

onEachDatabase('what the page says of an old key after a rotation', (database) => {
  const stage = Stage.on(database);

  const rotated = async (more: Record<string, unknown> = {}) => {
    const key = await stage.world.key(stage.world.admin, more);
    await expectStatus(stage.world.admin.post(stage.world.path(`api-keys/${key.id}/rotate`), { overlapSeconds: 86_400 }), 200);
    return { ...key, self: `${keys}/${key.id}/` };
  };
  const works = async (text: string) => (await stage.server.withKey(text).get('/api/v1/me')).status === 200;

  it('is that it works only while it does: deactivated it is refused, and activated it works again', async () => {
    const { self, text } = await rotated();
    expect([(await stage.person.page(self)).includes('still works until'), await works(text)]).toEqual([true, true]);
    await stage.person.does(self, `${self}deactivate/`);
    const off = await stage.person.page(self);
    expect([off.includes('still works'), off.includes('is refused while the key is deactivated'), off.includes('To end it now'), await works(text)]).toEqual([false, true, false, false]);
    await stage.person.does(self, `${self}activate/`);
    expect([(await stage.person.page(self)).includes('still works until'), await works(text)]).toEqual([true, true]);
  });

  it('is nothing once the key is revoked or has expired', async () => {
    const [revoked, expiring] = [await rotated(), await rotated({ expiresAt: new Date(stage.server.clock.now() + 3_600_000).toISOString() })];
    await stage.person.does(revoked.self, `${revoked.self}revoke/`);
    stage.server.clock.advance({ seconds: 3_601 });
    for (const { self, text } of [revoked, expiring]) expect([/still works|would work/.test(await stage.person.page(self)), await works(text)]).toEqual([false, false]);
  });
});
