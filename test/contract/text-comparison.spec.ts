import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { ApiKey, ApiKeySecret } from '../../src/features/api-keys/index.js';
import { Group } from '../../src/features/groups/index.js';
import { Organisation } from '../../src/features/organisations/index.js';
import { Account } from '../../src/features/users/index.js';
import { onEachDatabase, TestServer, World } from '../harness/index.js';
import { dataSourceOf } from './rows.js';

/** What another database might take for `jose`. */
const lookAlikes = {
  'upper case': 'JOSE',
  'mixed case': 'Jose',
  accent: 'josé',
  'combining accent': 'jose\u0301',
  'blank at the end': 'jose ',
  'two blanks at the end': 'jose  ',
  'blank before': ' jose',
  'NUL at the end': 'jose\0',
  'line end': 'jose\n',
  'Cyrillic o': 'jоse',
  'full width': 'ｊose',
  'long s': 'joſe',
  'zero width': 'jo\u200bse',
  emoji: 'jose😀',
  'other emoji': 'jose😁',
};

interface Column {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly column: string;
  readonly row: (value: string) => ObjectLiteral;
}

const stamps = { createdAt: 1, updatedAt: 1 };
const columns: Record<string, Column> = {
  login: {
    entity: Account,
    column: 'loginLower',
    row: (loginLower) => ({ login: loginLower, loginLower, email: 'a@b.example', passwordHash: null, state: 'active', generation: 1, operator: false, ...stamps }),
  },
  slug: {
    entity: Organisation,
    column: 'slug',
    row: (slug) => ({ slug, name: 'x', state: 'active', keyCreation: 'everyone', profileKeys: 'open', queryCredential: true, ...stamps }),
  },
  prefix: {
    entity: ApiKeySecret,
    column: 'prefix',
    row: (prefix) => ({ organisationId: 1, apiKeyId: 1, kind: 'generated', prefix, digest: 'x', pepperId: 1, sealed: null, sealId: null, state: 'ended', drainsUntil: null, createdAt: 1, endedAt: 1 }),
  },
  'client id': {
    entity: ApiKey,
    column: 'clientId',
    row: (clientId) => ({
      ...{ organisationId: 1, kind: 'service', name: 'x', clientId, ownerUserId: null, makerUserId: null, parentKeyId: null, permissions: null, workspaceIds: null },
      ...{ expiresAt: null, state: 'revoked', generation: 1, revealable: false, profile: false, revokeReason: null, revokedAt: 1, deletedAt: null, ...stamps },
    }),
  },
  'name of a group': { entity: Group, column: 'name', row: (name) => ({ organisationId: 1, name, ...stamps }) },
};

onEachDatabase('text is compared byte by byte', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(database);
  });
  afterAll(() => server?.stop());

  for (const [name, { entity, column, row }] of Object.entries(columns)) {
    it(`in a ${name}: only the very same text is found, and each other one has room beside it (CVE-2024-27295)`, async () => {
      const rows = dataSourceOf(server).getRepository(entity);
      await rows.insert(row('jose'));
      for (const [kind, text] of Object.entries(lookAlikes)) expect([kind, await rows.countBy({ [column]: text })]).toEqual([kind, 0]);
      for (const [kind, text] of Object.entries(lookAlikes)) {
        await rows.insert(row(text));
        const found = await rows.findBy({ [column]: text });
        expect([kind, found.map((each) => each[column] as unknown)]).toEqual([kind, [text]]);
      }
      expect(await rows.countBy({ [column]: 'jose' })).toBe(1);
      await expect(rows.insert(row('jose'))).rejects.toMatchObject({ driverError: { code: expect.stringMatching(/^(ER_DUP_ENTRY|SQLITE_CONSTRAINT_UNIQUE)$/) } });
    });
  }

  it('sorts by bytes', async () => {
    const groups = dataSourceOf(server).getRepository(Group);
    const names = ['a', 'B', 'b', 'ä', 'Z', 'z', '_', '10', '9', 'a '];
    for (const name of names) await groups.insert({ organisationId: 2, name, ...stamps });
    const sorted = await groups.find({ where: { organisationId: 2 }, order: { name: 'ASC' } });
    expect(sorted.map(({ name }) => name)).toEqual(names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });
});

onEachDatabase('names that look alike', (database) => {
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await TestServer.start(database);
    world = await World.of(server);
    const jose = { login: 'jose', email: 'jose@megacorp.example', displayName: 'José', password: 'orchard-velvet-compass' };
    expect((await world.admin.post(world.path('users'), jose)).status).toBe(201);
  });
  afterAll(() => server?.stop());

  it('sign nobody else in', async () => {
    const signIn = async (login: string) => (await server.client().post('/api/v1/sessions', { login, password: 'orchard-velvet-compass' })).status;
    const others = Object.entries({ ...lookAlikes, 'Kelvin sign': '\u212aose' }).filter(([, login]) => login.toLowerCase() !== 'jose');
    for (const [kind, login] of others.slice(0, 9)) expect([kind, await signIn(login)]).toEqual([kind, 401]);
    expect(await signIn('jose')).toBe(201);
    // Logins are compared without regard to case, by design.
    expect(await signIn('JOSE')).toBe(201);
  });

  it('open no other organisation', async () => {
    for (const slug of ['Megacorp', 'MEGACORP', 'megacorp%20', 'm%C3%A9gacorp', 'megac%D0%BErp', 'megacorp%00', 'megacorp%E2%80%8B', '1001%20', '01001', '1001.0', '1e3', '1001abc', '%EF%BC%91001', '0x3e9']) {
      const { status, body } = await world.admin.get(`/api/v1/organisations/${slug}`);
      expect([slug, status, body.code]).toEqual([slug, 404, 'organisation.not-found']);
    }
    expect((await world.admin.get('/api/v1/organisations/1001')).status).toBe(200);
  });
});
