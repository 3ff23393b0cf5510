import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = fileURLToPath(new URL('../../', import.meta.url));

/** A program of ours in a process of its own; it is killed when a test forgets it. */
export class Program {
  output = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** As npm's commands start it, in few files. */
  static start(name: 'main' | 'cli/demo', environment: Record<string, string>): Program {
    const own = { PATH: process.env['PATH'] ?? '', ...(process.env['TMPDIR'] && { TMPDIR: process.env['TMPDIR'] }) };
    return new Program(spawn(process.execPath, [`${folder}program/${name}.js`], { env: { ...own, ...environment } }));
  }

  /** Waits until it has printed this. */
  async prints(text: string, seconds = 20): Promise<void> {
    for (const end = performance.now() + seconds * 1000; !this.output.includes(text); await sleep(20)) {
      if (performance.now() > end || this.child.exitCode !== null) throw new Error(`did not print "${text}" but:\n${this.output}`);
    }
  }

  /** Sends the signal and answers the exit code; null when it had to be killed or died of the signal. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const killer = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill(signal);
    const [code] = await ended;
    clearTimeout(killer);
    return code;
  }
}

/** A TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
