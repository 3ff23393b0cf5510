import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { projectFolder } from '../../src/platform/http/index.js';
import { freePort } from '../harness/index.js';

const program = process.env['TEST_NGINX'];

/** Tests through a real nginx; without one they are skipped, saying why. */
export function behindNginx(promise: string, tests: () => void): void {
  const missing = process.env['TEST_NGINX_MISSING'] ?? 'start the tests with npm test';
  if (program) describe(`${promise}, behind nginx`, tests);
  else describe.skip(`${promise}, behind nginx (skipped: ${missing})`, tests);
}

/** The service that is protected: it remembers what has reached it. */
export class Protected {
  readonly seen: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = [];
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      response.end('the service');
    });
  });

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** nginx with the very configuration that docs/forward-auth.md shows, but for the two addresses. */
export class Nginx {
  private readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'));

  private constructor(
    readonly address: string,
    private process?: ChildProcess,
  ) {}

  static async start(latchkey: number, behind: number): Promise<Nginx> {
    const port = await freePort();
    const nginx = new Nginx(`http://127.0.0.1:${port}`);
    const page = readFileSync(join(projectFolder, 'docs/forward-auth.md'), 'utf8');
    const shown = /```nginx\n(.*?)```/s.exec(page)?.[1] ?? '';
    const locations = shown.replace('127.0.0.1:3000', `127.0.0.1:${latchkey}`).replace('127.0.0.1:8080', `127.0.0.1:${behind}`);
    const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join(' ');
    const config = `daemon off; master_process off; pid nginx.pid; error_log stderr;\nevents {}\nhttp { access_log off; ${kept}\nserver { listen 127.0.0.1:${port};\n${locations}\n} }`;
    writeFileSync(join(nginx.folder, 'nginx.conf'), config);
    nginx.process = spawn(program as string, ['-p', nginx.folder, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
    await nginx.isReady();
    return nginx;
  }

  /** Closing its only process closes everything. */
  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process?.once('exit', resolve));
    this.process?.kill('SIGKILL');
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<void> {
    let said = '';
    this.process?.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    for (let attempt = 0; attempt < 200; attempt++) {
      if (this.process?.exitCode != null) break;
      const answered = await fetch(this.address).then(
        () => true,
        () => false,
      );
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nginx did not start: ${said}`);
  }
}
