import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { type DatabaseKind, onEachDatabase } from '../harness/index.js';
import { bootstrap, masterKey, ServerProcess } from './server-process.js';

onEachDatabase('several workers on one port', (kind) => {
  let server: ServerProcess;
  let database: Awaited<ReturnType<DatabaseKind['create']>>;
  afterEach(async () => {
    await server?.remove();
    await database?.drop();
  });

  const start = async (environment: Record<string, string> = {}) => {
    database = await kind.create();
    server = await ServerProcess.start({ DATABASE_URL: database.url, MASTER_KEY: masterKey, WORKERS: '3', ...bootstrap, ...environment });
    await server.listening();
    await until(() => server.stdout.split('a worker listens').length === 1 + 3);
  };

  it('answer as one server does: a key that one of them revokes is refused by all', async () => {
    await start();
    const admin = await signIn(server.url);
    for (let round = 0; round < 5; round++) {
      const { body } = await call(server.url, 'POST', '/api/v1/organisations/megacorp/api-keys', { cookie: admin }, { name: 'CI' });
      // Each of these connections is another worker's turn.
      const statuses = () => Promise.all(Array.from({ length: 9 }, async () => (await call(server.url, 'GET', '/api/v1/me', { 'x-api-key': body.key })).status));
      expect(new Set(await statuses())).toEqual(new Set([200]));
      expect((await call(server.url, 'POST', `/api/v1/organisations/megacorp/api-keys/${body.id}/revoke`, { cookie: admin }, {})).status).toBe(200);
      expect(new Set(await statuses())).toEqual(new Set([401]));
    }
  });

  it('say once how to sign in, and answer the figures of all of them, whichever is asked', async () => {
    await start();
    expect(server.stdout.match(/Latchkey listens at/g)).toHaveLength(1);
    await Promise.all(Array.from({ length: 30 }, () => call(server.url, 'GET', '/health/live')));
    const counts = await Promise.all(Array.from({ length: 6 }, async () => counted((await call(server.url, 'GET', '/metrics')).text)));
    expect(new Set(counts)).toEqual(new Set([30]));
  });

  it('that die are replaced, and nobody notices for long', async () => {
    await start();
    const [first, ...others] = workersOf(server.pid);
    process.kill(first as number, 'SIGKILL');
    await until(() => workersOf(server.pid).some((pid) => pid !== first && !others.includes(pid)));
    expect(workersOf(server.pid)).not.toContain(first);
    expect((await call(server.url, 'GET', '/health/ready')).status).toBe(200);
    expect(server.stdout + server.stderr).toContain('a worker died');
  });

  it('end by SIGTERM under load without a failed request, and leave no process behind', async () => {
    await start();
    const workers = workersOf(server.pid);
    const load = new Load(server.url);
    const loops = Array.from({ length: 12 }, () => load.run());
    await until(() => load.answered > 100);
    server.signal('SIGTERM');
    expect(await server.exit(8_000)).toBe(0);
    load.over = true;
    await Promise.all(loops);
    expect(load.failures).toEqual([]);
    expect(load.answered).toBeGreaterThan(100);
    for (const pid of workers) expect(isAlive(pid)).toBe(false);
  });
});

onEachDatabase('several workers with a wrong setting', (kind) => {
  it('say so in one line and exit with 1', async () => {
    const database = await kind.create();
    const server = await ServerProcess.start({ DATABASE_URL: database.url, MASTER_KEY: masterKey, WORKERS: '2', PUBLIC_URL: 'nonsense' });
    expect(await server.exit(20_000)).toBe(1);
    expect(server.stderr.trim().split('\n')).toEqual([expect.stringContaining('PUBLIC_URL')]);
    await server.remove();
    await database.drop();
  });
});

/** Keeps connections, as clients do, and notes every answer that is not one. */
class Load {
  answered = 0;
  over = false;
  readonly failures: string[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  /** Until the server takes no connections any more. */
  async run(): Promise<void> {
    for (;;) {
      const outcome = await this.once();
      if (outcome === 200) this.answered++;
      // A connection refused is no request of the server's; before it has been told to end there would be none.
      else if (outcome === 'ECONNREFUSED') return;
      else return void this.failures.push(String(outcome));
    }
  }

  private once(): Promise<number | string> {
    return new Promise((resolve) => {
      const sent = request(`${this.url}/health/live`, { agent: this.agent }, (answer) => {
        answer.on('error', ({ message }) => resolve(message)).on('end', () => resolve(answer.statusCode ?? 0));
        answer.resume();
      });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).end();
    });
  }
}

async function call(url: string, method: string, path: string, headers: Record<string, string> = {}, body?: object) {
  // A connection of its own each time.
  const payload = body && { body: JSON.stringify(body) };
  const answer = await fetch(url + path, { method, headers: { connection: 'close', ...(body && { 'content-type': 'application/json' }), ...headers }, ...payload });
  const text = await answer.text();
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are looked at as they come
  return { status: answer.status, text, body: (text.startsWith('{') ? JSON.parse(text) : undefined) as any, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const signIn = async (url: string): Promise<string> =>
  (await call(url, 'POST', '/api/v1/sessions', {}, { login: bootstrap.BOOTSTRAP_ADMIN_LOGIN, password: bootstrap.BOOTSTRAP_ADMIN_PASSWORD })).cookie;

const counted = (figures: string): number =>
  [...figures.matchAll(/^latchkey_http_request_duration_seconds_count\{[^}]*route="\/health\/live"[^}]*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);

/** The processes that this one has started and that still run. */
const workersOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.parent === parent && isAlive(pid));

const isAlive = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.state);

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = 'X', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 30_000; !(await holds()); await sleep(20)) {
    if (performance.now() > deadline) throw new Error('it did not come to pass in 30 seconds');
  }
}
