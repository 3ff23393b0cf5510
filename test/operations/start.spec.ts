import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { type DatabaseKind, onEachDatabase } from '../harness/index.js';
import { bootstrap, masterKey, ServerProcess } from './server-process.js';

const processes: ServerProcess[] = [];
const databases: Awaited<ReturnType<DatabaseKind['create']>>[] = [];
afterEach(async () => {
  for (const each of processes.splice(0)) await each.remove();
  for (const each of databases.splice(0)) await each.drop();
});

async function start(environment: Record<string, string>): Promise<ServerProcess> {
  const started = await ServerProcess.start(environment);
  processes.push(started);
  return started;
}

async function databaseOf(kind: DatabaseKind): Promise<string> {
  const database = await kind.create();
  databases.push(database);
  return database.url;
}

const signIn = (url: string, login = bootstrap.BOOTSTRAP_ADMIN_LOGIN, password = bootstrap.BOOTSTRAP_ADMIN_PASSWORD) =>
  fetch(`${url}/api/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });

/** One line that names the variable, exit code 1, no stack, no secret. */
async function expectRefused(server: ServerProcess, name: string, secrets: string[] = []): Promise<void> {
  expect(await server.exit(15_000)).toBe(1);
  expect(server.stderr.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`^${name}: .{10,300}$`))]);
  expect(server.stdout).not.toContain('listens');
  for (const secret of secrets) expect(server.stdout + server.stderr).not.toContain(secret);
}

it('an empty database is no obstacle: the server starts and says how to begin, without any built-in password', async () => {
  const server = await (await start({})).listening();
  expect(server.stdout).toContain('The database is empty');
  for (const name of Object.keys(bootstrap)) expect(server.stdout).toContain(name);
  expect(server.stdout).toContain('/api/v1/sessions');
  expect(readdirSync(join(server.folder, 'data')).sort()).toEqual(expect.arrayContaining(['latchkey.sqlite', 'master.key']));
  for (const [login, password] of [['admin', 'admin'], ['ada', 'a long phrase of your own'], ['root', 'root']] as const) {
    expect((await signIn(server.url, login, password)).status).toBe(401);
  }
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
});

it('a wrong value stops the start with one line, exit code 1, and nothing is made', async () => {
  const server = await start({ PORT: 'x' });
  await expectRefused(server, 'PORT');
  expect(existsSync(join(server.folder, 'data'))).toBe(false);
});

it('a port that is taken is one line, too', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  try {
    await expectRefused(await start({ PORT: String((taken.address() as { port: number }).port) }), 'PORT');
  } finally {
    taken.close();
  }
});

it('an address that is not of this machine is one line, too', async () => {
  await expectRefused(await start({ HOST: '192.0.2.1' }), 'HOST');
});

it('a database folder that cannot be written is one line, too', async () => {
  await expectRefused(await start({ DATABASE_URL: 'sqlite:/dev/null/latchkey/x.sqlite' }), 'DATABASE_URL');
});

it('a MySQL that cannot be reached is one line without its password', async () => {
  const port = 1;
  await expectRefused(await start({ DATABASE_URL: `mysql://u:canary-7Qx2@127.0.0.1:${port}/db`, MASTER_KEY: masterKey }), 'DATABASE_URL', ['canary-7Qx2', masterKey]);
});

const wrongBootstrap: Record<string, string[]> = {
  BOOTSTRAP_ORGANISATION: ['Mega Corp', '1001', 'x'],
  BOOTSTRAP_ADMIN_LOGIN: ['a da', 'аda'],
  BOOTSTRAP_ADMIN_PASSWORD: ['short-7Qx2', 'password1234'],
  BOOTSTRAP_ADMIN_EMAIL: ['ada', 'ada@'],
};

describe('a bootstrap value that the API would refuse', () => {
  it.each(Object.entries(wrongBootstrap).map(([name, [value]]) => [name, value as string] as const))('%s=%j stops the start with one line and makes nobody', async (name, value) => {
    await expectRefused(await start({ ...bootstrap, [name]: value }), name, name === 'BOOTSTRAP_ADMIN_PASSWORD' ? [value] : [bootstrap.BOOTSTRAP_ADMIN_PASSWORD]);
  });
});

onEachDatabase('starting', (kind) => {
  const environment = async () => ({ DATABASE_URL: await databaseOf(kind), MASTER_KEY: masterKey, ...bootstrap });

  it('twice at once on an empty database makes one of everything, and both serve', async () => {
    const both = await environment();
    const servers = await Promise.all([start(both), start(both), start(both)]);
    await Promise.all(servers.map((server) => server.listening()));
    const ids = await Promise.all(servers.map(async ({ url }) => (await (await fetch(`${url}/oauth/jwks`)).json()) as { keys: { kid: string }[] }));
    expect(new Set(ids.map(({ keys }) => JSON.stringify(keys.map(({ kid }) => kid).sort()))).size).toBe(1);
    expect(ids[0]?.keys).toHaveLength(2);
    // What one makes, all take: they have the same pepper.
    const cookie = (await signIn(servers[0]!.url)).headers.get('set-cookie')?.split(';')[0] ?? '';
    const made = await fetch(`${servers[0]!.url}/api/v1/organisations/megacorp/api-keys`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{"name":"x"}' });
    const { key } = (await made.json()) as { key: string };
    for (const { url } of servers) {
      const me = await fetch(`${url}/api/v1/me`, { headers: { 'x-api-key': key } });
      expect(me.status).toBe(200);
      const organisations = (await (await fetch(`${url}/api/v1/organisations`, { headers: { cookie } })).json()) as { items: { id: string }[] };
      expect(organisations.items.map(({ id }) => id)).toEqual(['1001']);
      const users = (await (await fetch(`${url}/api/v1/organisations/1001/users`, { headers: { cookie } })).json()) as { items: { id: string }[] };
      expect(users.items.map(({ id }) => id)).toEqual(['1001']);
    }
    const counts = await countOf(both.DATABASE_URL, ['organisation', 'account', 'membership', 'workspace', 'data_key', 'signing_key']);
    expect(counts).toEqual({ organisation: 1, account: 1, membership: 1, workspace: 1, data_key: 3, signing_key: 2 });
  }, 60_000);

  it('again with other BOOTSTRAP_ values changes nothing', async () => {
    const first = await environment();
    const server = await (await start(first)).listening();
    expect(server.stdout).toContain('Made the organisation megacorp (1001)');
    server.signal('SIGTERM');
    expect(await server.exit(5_000)).toBe(0);
    const tables = ['organisation', 'account', 'membership', 'data_key', 'signing_key', 'audit_event'];
    const before = await countOf(first.DATABASE_URL, tables);
    const again = await (await start({ ...first, BOOTSTRAP_ORGANISATION: 'othercorp', BOOTSTRAP_ADMIN_LOGIN: 'eve', BOOTSTRAP_ADMIN_PASSWORD: 'quiet-cellar-violin' })).listening();
    expect(again.stdout).not.toContain('Made the organisation');
    expect(again.stdout).not.toContain('The database is empty');
    expect(await countOf(first.DATABASE_URL, tables)).toEqual(before);
    expect((await signIn(again.url, 'eve', 'quiet-cellar-violin')).status).toBe(401);
    expect((await signIn(again.url)).status).toBe(201);
  });

  it('with another master key ends with one line', async () => {
    const first = await environment();
    const server = await (await start(first)).listening();
    server.signal('SIGTERM');
    await server.exit(5_000);
    const wrong = Buffer.from('latchkey tests use another key !').toString('base64');
    await expectRefused(await start({ ...first, MASTER_KEY: wrong }), 'MASTER_KEY', [wrong, masterKey]);
  });
});

/** Read by the test itself, not through the server. */
async function countOf(url: string, tables: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  if (url.startsWith('sqlite:')) {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(url.slice('sqlite:'.length), { readonly: true });
    for (const table of tables) counts[table] = database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    database.close();
    return counts;
  }
  const connection = await mysql.createConnection({ uri: url });
  for (const table of tables) counts[table] = ((await connection.query(`SELECT count(*) AS n FROM ${table}`))[0] as { n: number }[])[0]!.n;
  await connection.end();
  return counts;
}
