import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, Program } from '../harness/index.js';

interface Role {
  id: string;
  logicalName: string;
}

interface Scope {
  id: string;
  roleId: string;
  workspaceId: string | null;
}

describe('the demonstration', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'latchkey-demo-test-'));
  let program: Program;
  let url: string;
  let key: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    // What points at real data must not be used.
    const environment = { PORT: String(port), PUBLIC_URL: url, TMPDIR: temporary, DATABASE_URL: 'mysql://nobody:nothing@127.0.0.1:1/none', BOOTSTRAP_ORGANISATION: 'real' };
    program = Program.start('cli/demo', environment);
    await program.prints('Stop it with Ctrl-C');
    key = /^ {2}KEY=(\S+)$/m.exec(program.output)?.[1] ?? '';
  });
  afterAll(async () => {
    await program?.end('SIGKILL');
    rmSync(temporary, { recursive: true, force: true });
  });

  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = { authorization: `Api-Key ${key}` }) => {
    const payload = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
    const answer = await fetch(`${url}/api/v1/${path}`, { method, headers, ...payload });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are whatever the server says
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const in1001 = (rest: string) => `organisations/1001/${rest}`;

  it('holds the roles and workspace roles under the ids the documents print', async () => {
    const roles: Role[] = (await call('GET', in1001('roles'))).body.items;
    const scopes: Scope[] = (await call('GET', in1001('workspace-roles?limit=200'))).body.items;
    const role = (id: string) => roles.find((each) => each.id === id)?.logicalName;
    const scope = (id: string) => scopes.find((each) => each.id === id);
    expect(['1002', '1005', '1007', '1015'].map(role)).toEqual([
      'role.workspace.ci_cd_agent.configure',
      'role.workspace.devops.admin',
      'role.workspace.admin',
      'role.shared.space.admin',
    ]);
    expect(['1009', '1027', '1028', '1037'].map(scope)).toEqual([
      expect.objectContaining({ roleId: '1015', workspaceId: null }),
      expect.objectContaining({ roleId: '1002', workspaceId: '1002' }),
      expect.objectContaining({ roleId: '1005', workspaceId: '1002' }),
      expect.objectContaining({ roleId: '1007', workspaceId: '1003' }),
    ]);
    expect(scopes).toHaveLength(6 + 4 * 3);
    for (const [things, ids] of [['users', ['1001', '1002', '1003', '1004']], ['groups', ['1001', '1002']], ['workspaces', ['1001', '1002', '1003']], ['api-keys?owner=all', ['1001', '1002']]] as const) {
      expect((await call('GET', in1001(things))).body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
    }
  });

  it('lets in with what it prints, and says the truth about it', async () => {
    const [, login = '', password = ''] = /^Sign in\s+\S+\/\n\s+(\S+)\s+(\S+)$/m.exec(program.output) ?? [];
    expect((await call('POST', 'sessions', { login, password }, {})).status).toBe(201);
    const [, clientId] = /client_id\s+(\S+)/.exec(program.output) ?? [];
    const [, secret] = /client_secret\s+(\S+)/.exec(program.output) ?? [];
    const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
    expect((await call('GET', 'me', undefined, basic)).body.credential).toMatchObject({ kind: 'api-key', keyId: '1002' });
    expect((await call('GET', in1001('problems?workspaceId=1002'))).body.items).toHaveLength(2);
  });

  it('holds an invitation that nobody has accepted, and says where its mail is', async () => {
    expect((await call('GET', in1001('users?state=invited'))).body.items).toMatchObject([{ id: '1004', login: 'kate' }]);
    const [, outbox = ''] = /^Mails\s+(\S+)\/$/m.exec(program.output) ?? [];
    const mails = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8'));
    expect(mails).toEqual([expect.stringContaining('kate@megacorp.example')]);
  });

  it('answers a proof of the printed key with tokens, as the fourth document has it', async () => {
    const timestamp = Date.now();
    const requestHash = createHash('sha256').update(`${key}${timestamp}`).digest('hex');
    const body = JSON.stringify({ tenantName: 'megacorp', loginName: 'ada', requestHash, timestamp });
    const answer = await fetch(`${url}/incorta/api/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(201);
    const { accessToken } = (await answer.json()) as { accessToken: string };
    expect((await call('GET', in1001('problems'), undefined, { authorization: `Bearer ${accessToken}` })).status).toBe(200);
  });

  it('answers the calls of the first document as it prints them', async () => {
    const asks = { authorization: `Api-Key ${key}`, accept: 'application/json' };
    const list = async () => ((await (await fetch(`${url}/org/megacorp/problem/`, { headers: asks })).json()) as { items: object[] }).items;
    const before = await list();
    const body = '{"Name": "Test", "Problem Statement": "Test"}';
    const made = await fetch(`${url}/org/megacorp/create/`, { method: 'POST', headers: { ...asks, 'content-type': 'application/json' }, body });
    expect(made.status).toBe(201);
    expect(await list()).toEqual([...before, expect.objectContaining(JSON.parse(body) as object)]);
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain('name="password"');
    expect(program.output).toContain(`${url}/org/megacorp/create/`);
  });

  it('goes on as any other server: the next ids follow, and new roles and workspaces are complete', async () => {
    const made = await call('POST', in1001('api-keys'), { name: 'myKey03', kind: 'service', clientSecret: '9011@83sd!f1042ds+f19fg86M', workspaceRoleIds: ['1028', '1009'] });
    expect(made).toMatchObject({ status: 201, body: { id: '1003' } });
    const role = await call('POST', in1001('roles'), { name: 'Auditor', level: 'workspace', permissions: ['problem.read'] });
    expect(role.body.id).toBe('1016');
    const workspace = await call('POST', in1001('workspaces'), { name: 'fourth' });
    expect(workspace.body.id).toBe('1004');
    const scopes: Scope[] = (await call('GET', in1001('workspace-roles?workspaceId=1004'))).body.items;
    expect(scopes.map(({ roleId }) => roleId).sort()).toEqual(['1002', '1003', '1005', '1007', '1016']);
    expect(Math.min(...scopes.map(({ id }) => Number(id)))).toBeGreaterThan(1038);
  });

  it('leaves nothing behind', async () => {
    expect(readdirSync(temporary)).toHaveLength(1);
    expect(await program.end()).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
