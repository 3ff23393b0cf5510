import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { loadApiKey, loadChosenSecrets, loadProfileKey, loadSecret, loadSecretById } from '../../../src/features/api-keys/index.js';
import { loadMayMakeKeys } from '../../../src/features/key-rights/index.js';
import { loadOrganisation } from '../../../src/features/organisations/index.js';
import { loadWorkspaceExists } from '../../../src/features/organisations/workspace-facts.js';
import { loadSubjectGrants, loadUserGrants } from '../../../src/features/roles/index.js';
import { loadKeySession } from '../../../src/features/sessions/key-sessions/key-sessions.repository.js';
import { loadSession } from '../../../src/features/sessions/sessions.repository.js';
import { type AccessTokenClaims, loadTokenIsOver } from '../../../src/features/tokens/index.js';
import { loadAccount, loadMembership } from '../../../src/features/users/index.js';
import { loadMembershipOf } from '../../../src/features/users/user-facts.js';
import { Transaction } from '../../../src/platform/database/index.js';
import type { Load } from '../../../src/platform/freshness/index.js';
import { filesUnder, read } from '../../architecture/project.js';
import { onEachDatabase, TestServer } from '../../harness/index.js';
import { recordStatements, type Recorded } from '../recorded.js';
import { dataSourceOf } from '../rows.js';
import { expectIndexed } from './expect-indexed.js';
import { fillForPlans } from './filled-tables.js';
import { type Get, noting } from './get.js';
import { lists } from './lists.js';
import { steps } from './steps.js';

const claims = { jti: 'jti-77', fam: 1077, stp: 0, org: 2018, sub: 'user:1077' } as AccessTokenClaims;

const facts: Record<string, () => Load<unknown>> = {
  'a secret by its prefix': () => loadSecret('P77'),
  'a secret by its id': () => loadSecretById(1077),
  'a key by its id': () => loadApiKey(1077),
  'the chosen secrets of a client id': () => loadChosenSecrets('client_77'),
  'a profile key': () => loadProfileKey('org-77', 'user77'),
  'an organisation by its slug': () => loadOrganisation('org-77'),
  'an organisation by its id': () => loadOrganisation('1077'),
  'a workspace': () => loadWorkspaceExists(2018, 1077),
  'an account': () => loadAccount(1077),
  'a membership': () => loadMembership(1077),
  'the membership of an account': () => loadMembershipOf(1077, 2018),
  'what a user holds': () => loadUserGrants(1077),
  'what a service key holds': () => loadSubjectGrants('api-key', 1079),
  'whether a user may make keys': () => loadMayMakeKeys(2018, { kind: 'user', id: 1077 }),
  'whether a service key may make keys': () => loadMayMakeKeys(2018, { kind: 'api-key', id: 1077 }),
  'whether a token was revoked': () => loadTokenIsOver(claims),
  'a session': () => loadSession(1077),
  'a session of a key': () => loadKeySession(1077),
};

/** Methods without a plan worth a look, and why. */
const withoutLook: Readonly<Record<string, string>> = {
  'OrganisationsRepository.any': 'reads one row, any',
  'GroupsRepository.addMember': 'writes a row',
  'LayoutRepository.insertRoles': 'of the demo',
  'JobsRepository.take': 'a row for each kind of work',
  'SigningKeysRepository.usable': 'a handful of rows',
  'SigningKeysRepository.retire': 'a handful of rows',
  'SigningKeysRepository.activate': 'a handful of rows',
  'EntitiesRepository.page': 'made of what is asked for, and counts all of it: measured by the benchmark',
  'EntitiesRepository.byIds': 'made of what is asked for',
  'EntitiesRepository.referredTo': 'made of what is asked for',
};

onEachDatabase('looking things up', (database) => {
  let server: TestServer;
  let dataSource: DataSource;
  const called = new Set<string>();
  const get: Get = (type) => noting((wanted) => server.app.get(wanted, { strict: false }), called)(type);
  beforeAll(async () => {
    server = await TestServer.start(database);
    dataSource = dataSourceOf(server);
    await fillForPlans(dataSource);
  }, 180_000);
  afterAll(() => server?.stop());

  for (const [name, load] of Object.entries(facts)) {
    it(`reads ${name} by an index`, async () => {
      for (const statement of statementsOf(load())) await expectIndexed(dataSource, statement);
    });
  }

  for (const [name, list] of Object.entries(lists(get))) {
    it(`lists ${name} by an index`, async () => {
      const statements = await recordStatements(dataSource, list);
      expect(statements.length).toBeGreaterThan(0);
      for (const statement of statements) await expectIndexed(dataSource, statement);
    });
  }

  it('finds and changes everything else by an index', async () => {
    const failures: string[] = [];
    for (const step of steps(get)) {
      for (const statement of await recordStatements(dataSource, () => undone(step))) {
        await expectIndexed(dataSource, statement).catch((error: Error) => failures.push(`${step.toString()}: ${error.message}`));
      }
    }
    expect(failures).toEqual([]);
  }, 60_000);

  it('is looked at for every method of every repository', () => {
    expect(methodsOfRepositories().filter((method) => !called.has(method) && !(method in withoutLook))).toEqual([]);
  });

  /** Does it in a transaction that is rolled back. */
  async function undone(step: () => unknown): Promise<void> {
    const end = new Error('all of it is undone');
    const done = server.app.get(Transaction, { strict: false }).run(async () => {
      await step();
      throw end;
    });
    await done.catch((error: unknown) => {
      if (error !== end) throw error;
    });
  }
});

/** `Class.method` of all there are, but for those that insert rows and look nothing up. */
function methodsOfRepositories(): string[] {
  return filesUnder('src', /\.repository\.ts$/).flatMap((file) => {
    const text = read(file);
    const name = /^export class (\w+)/m.exec(text)?.[1];
    const methods = [...text.matchAll(/^ {2}(?:async )?(\w+)(?:<[^>]*>)?\(.*\{$/gm)].map(([, method]) => method as string);
    return methods.filter((method) => !['constructor', 'insert', 'insertScopes'].includes(method)).map((method) => `${name}.${method}`);
  });
}

/** What a reading of facts asks, when each statement finds one row. */
function statementsOf(load: Load<unknown>): Recorded[] {
  const statements: Recorded[] = [];
  const row = { id: 1077, apiKeyId: 1077, permissions: '[]', workspaceIds: null, logicalName: 'x', groupId: null };
  for (let step = load.next(); !step.done; step = load.next([row])) statements.push({ sql: step.value.sql, parameters: [...step.value.parameters] });
  return statements;
}
