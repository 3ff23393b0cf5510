import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { administrator } from '../harness/index.js';

const main = fileURLToPath(new URL('../../program/main.js', import.meta.url));
/** Not a secret: it guards databases that live for one test. */
const masterKey = Buffer.from('latchkey tests use this very key').toString('base64');
const longestStartMs = 30_000;

/** None of them outlives the tests. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The product in a process of its own, which can be killed as nothing can prepare for. */
export class ChildServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** `environment`: beside what every one of them has. */
  static async start(databaseUrl: string, environment: Record<string, string> = {}): Promise<ChildServer> {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: 'http://latchkey.example',
      DATABASE_URL: databaseUrl,
      MASTER_KEY: masterKey,
      LOG_LEVEL: 'error',
      BOOTSTRAP_ORGANISATION: 'megacorp',
      BOOTSTRAP_ADMIN_LOGIN: administrator.login,
      BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
      ...environment,
    };
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'ignore', 'pipe'], env });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
    running.add(child);
    const server = new ChildServer(child, `http://127.0.0.1:${port}`);
    for (const deadline = performance.now() + longestStartMs; !(await server.isReady()); await sleep(10)) {
      if (child.exitCode === null && performance.now() < deadline) continue;
      await server.kill();
      throw new Error(`the server did not start: ${said}`);
    }
    return server;
  }

  /** `kill -9`, now. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    running.delete(this.child);
  }

  /** SIGSTOP: it does not notice the time that passes. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  private async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(({ ok }) => ok, () => false);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
