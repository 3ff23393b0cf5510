import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Stands before a database, and does to its connections what networks do. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private cutOff = false;
  private held = false;
  /** Those that nothing passes, and what comes after them. */
  private readonly silent = new Map<Socket, () => void>();
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
    this.throwOut();
  }

  mend(): void {
    this.cutOff = false;
  }

  /** Takes connections and everything that is sent, and passes nothing on: not even that somebody has gone. */
  hold(): void {
    this.held = true;
    for (const socket of this.sockets) this.silence(socket);
  }

  /** What was held goes on. */
  release(): void {
    this.held = false;
    for (const end of this.silent.values()) end();
    for (const socket of this.silent.keys()) socket.resume();
    this.silent.clear();
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
    this.throwOut();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private throwOut(): void {
    this.silent.clear();
    for (const socket of this.sockets) socket.destroy();
  }

  private silence(socket: Socket): void {
    if (this.silent.has(socket)) return;
    socket.pause();
    this.silent.set(socket, () => undefined);
  }

  private join(client: Socket): void {
    if (this.cutOff) return void client.destroy();
    const database = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [[client, database], [database, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        const end = () => void other.destroy();
        if (this.silent.has(other)) this.silent.set(other, end);
        else end();
      });
      one.pipe(this.delayed(), { end: false }).pipe(other);
      if (this.held) this.silence(one);
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
