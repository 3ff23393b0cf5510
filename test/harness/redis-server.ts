import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { createClient } from '@redis/client';
import { freePort } from './program.js';

const program = process.env['TEST_REDIS'];
const longestStartMs = 20_000;
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Tests with a real Redis; without one they are skipped, saying why. */
export function withRedis(promise: string, tests: () => void): void {
  const missing = process.env['TEST_REDIS_MISSING'] ?? 'start the tests with npm test';
  if (program && process.env['TEST_MARIADB_URL']) describe(`${promise}, with Redis and MariaDB`, tests);
  else describe.skip(`${promise}, with Redis and MariaDB (skipped: ${missing})`, tests);
}

/** A Redis of one test, on this machine alone. */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-redis-'));
  private child: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  /** `settings`: such as `--requirepass`, `word`. */
  static async start(...settings: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.begin(...settings);
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** The same again after `kill`. */
  async begin(...settings: string[]): Promise<void> {
    const usual = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.folder];
    const child = spawn(program as string, [...usual, ...settings], { stdio: ['ignore', 'pipe', 'ignore'] });
    running.add(child);
    this.child = child;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    for (const end = performance.now() + longestStartMs; !/ready to accept connections/i.test(said); await sleep(10)) {
      if (child.exitCode !== null || performance.now() > end) throw new Error(`Redis did not start: ${said}`);
    }
  }

  /** Without a word. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    running.delete(child);
  }

  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** One command, as any stranger could send it. */
  async command(...words: string[]): Promise<void> {
    const client = createClient({ url: this.url, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    await client.sendCommand(words);
    client.destroy();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
