import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '../../src/platform/http/index.js';

export const bootstrap = {
  BOOTSTRAP_ORGANISATION: 'megacorp',
  BOOTSTRAP_ADMIN_LOGIN: 'ada',
  BOOTSTRAP_ADMIN_PASSWORD: 'plum-harbour-lantern',
  BOOTSTRAP_ADMIN_EMAIL: 'ada@megacorp.example',
};

/** Not a secret: it guards databases that live for one test. */
export const masterKey = Buffer.from('latchkey tests use this very key').toString('base64');

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server as `npm start` runs it, in a process and (empty) folder of its own. */
export class ServerProcess {
  stdout = '';
  stderr = '';
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-process-'));
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  private constructor(
    readonly url: string,
    environment: Record<string, string>,
  ) {
    const main = join(projectFolder, '.test', 'program', 'main.js');
    this.child = spawn(process.execPath, ['--enable-source-maps', main], { cwd: this.folder, env: { PATH: process.env['PATH'], ...environment } });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  static async start(environment: Record<string, string>): Promise<ServerProcess> {
    const port = environment['PORT'] ?? String(await freePort());
    return new ServerProcess(`http://127.0.0.1:${port}`, { HOST: '127.0.0.1', PORT: port, ...environment });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when it has said that it listens. */
  async listening(): Promise<this> {
    const ended = this.ended.then((code) => {
      throw new Error(`ended with ${code}: ${this.stderr}`);
    });
    ended.catch(() => undefined);
    while (!this.stdout.includes('Latchkey listens at')) await Promise.race([sleep(20), ended]);
    return this;
  }

  /** The exit code; rejects when it still runs after so many milliseconds. */
  async exit(withinMs: number): Promise<number | null> {
    const late = sleep(withinMs, undefined, { ref: false }).then(() => {
      throw new Error(`still runs after ${withinMs} ms: ${this.stdout}${this.stderr}`);
    });
    return Promise.race([this.ended, late]);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** For the end of a test: gone, whatever it does. */
  async remove(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
