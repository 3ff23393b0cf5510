import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { type DatabaseKind, onEachDatabase } from '../harness/index.js';
import { bootstrap, masterKey, ServerProcess } from './server-process.js';

onEachDatabase('stopping', (kind) => {
  let server: ServerProcess;
  let database: Awaited<ReturnType<DatabaseKind['create']>>;
  afterEach(async () => {
    await server?.remove();
    await database?.drop();
  });

  const start = async () => {
    database = await kind.create();
    server = await (await ServerProcess.start({ DATABASE_URL: database.url, MASTER_KEY: masterKey, ...bootstrap })).listening();
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s answers what is under way, takes nothing new, and exits with 0 within 5 seconds', async (signal) => {
    await start();
    const { port, hostname } = new URL(server.url);
    // Somebody who keeps a connection open and says nothing must not hold it up.
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    idle.on('error', () => undefined);
    const kept = await fetch(`${server.url}/health/live`, { headers: { connection: 'keep-alive' } });
    expect(kept.status).toBe(200);
    // `100 Continue` says that the server has begun with the request; its body comes after the signal.
    const body = JSON.stringify({ login: bootstrap.BOOTSTRAP_ADMIN_LOGIN, password: bootstrap.BOOTSTRAP_ADMIN_PASSWORD });
    const underWay = connect(Number(port), hostname);
    let answer = '';
    underWay.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const closed = once(underWay, 'close');
    underWay.write(`POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
    await once(underWay, 'data');
    expect(answer).toContain('100 Continue');
    server.signal(signal);
    await sleep(300);
    underWay.write(body);
    await closed;
    expect(answer).toMatch(/HTTP\/1\.1 201 Created/);
    expect(await server.exit(5_000)).toBe(0);
    expect(server.stderr).toBe('');
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    idle.destroy();
  });

  it('writes the use of what it answered until its end', async () => {
    await start();
    const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}/api/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
      return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', body: (await answer.json()) as { id: string; key: string } };
    };
    const signIn = () => post('sessions', { login: bootstrap.BOOTSTRAP_ADMIN_LOGIN, password: bootstrap.BOOTSTRAP_ADMIN_PASSWORD });
    const keys = 'organisations/megacorp/api-keys';
    const { id, key } = (await post(keys, { name: 'busy' }, { cookie: (await signIn()).cookie })).body;
    let answered = 0;
    const ask = async (): Promise<void> => {
      const { status } = await fetch(`${server.url}/api/v1/me`, { headers: { 'x-api-key': key } }).catch(() => ({ status: 0 }));
      if (status !== 200) return;
      answered++;
      return ask();
    };
    const asking = Promise.all(Array.from({ length: 8 }, ask));
    await sleep(200);
    const before = answered;
    server.signal('SIGTERM');
    await asking;
    expect(await server.exit(5_000)).toBe(0);
    expect(answered).toBeGreaterThan(before);
    const again = await (await ServerProcess.start({ DATABASE_URL: database.url.replace(/^sqlite:(?!\/)/, `sqlite:${server.folder}/`), MASTER_KEY: masterKey })).listening();
    await server.remove();
    server = again;
    const usage = await fetch(`${server.url}/api/v1/${keys}/${id}/usage`, { headers: { cookie: (await signIn()).cookie } });
    const { counts } = (await usage.json()) as { counts: { allowed: number }[] };
    expect(counts.reduce((sum, { allowed }) => sum + allowed, 0)).toBe(answered);
  });
});
