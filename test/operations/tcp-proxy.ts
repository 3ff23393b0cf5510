import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Stands before a database, and does to its connections what networks do. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private cutOff = false;
  private held = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private target: URL,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static async before(target: string): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, new URL(target));
  }

  /** The same database through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as { port: number }).port);
    return url.href;
  }

  /** Nobody gets through, and those who were through are thrown out. */
  cut(): void {
    this.cutOff = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.cutOff = false;
  }

  /** Takes connections and everything that is sent, and passes nothing on. */
  hold(): void {
    this.held = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** What was held goes on. */
  release(): void {
    this.forget();
    for (const socket of this.sockets) socket.resume();
  }

  /** New connections get through; those that were held stay silent for ever, as if the other machine had lost its power. */
  forget(): void {
    this.held = false;
  }

  /** Each piece of data takes so long, one after the other, in both directions. */
  slowDown(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** From now on this server stands behind it; whoever was connected is thrown out. */
  switchTo(target: string): void {
    this.target = new URL(target);
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.cutOff) return void client.destroy();
    const database = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [[client, database], [database, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(this.delayed()).pipe(other);
      if (this.held) one.pause();
    }
  }

  private delayed(): Transform {
    return new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        if (this.delayMs === 0) done(null, piece);
        else setTimeout(done, this.delayMs, null, piece);
      },
    });
  }
}
