import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';

/** The one address at which nodes look for Redis. Who stands behind it can change, and how fast it passes things on. */
export class RedisDoor {
  private readonly sockets = new Set<Socket>();
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** `target`: a port of this machine. */
  static async before(target: number): Promise<RedisDoor> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RedisDoor(server, target);
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whoever is through is thrown out, and meets this one when it comes again. */
  leadTo(target: number): void {
    this.target = target;
    this.throwOut();
  }

  /** Everything takes so much longer, each way. */
  slow(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  async close(): Promise<void> {
    this.throwOut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private throwOut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const redis = connect(this.target, '127.0.0.1');
    for (const [one, other] of [[client, redis], [redis, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(this.late()).pipe(other);
    }
  }

  private late(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding: string, done: TransformCallback) => {
        if (this.delayMs > 0) setTimeout(() => done(null, chunk), this.delayMs);
        else done(null, chunk);
      },
    });
  }
}
