import { TcpProxy } from '../../operations/tcp-proxy.js';
import { ChildServer } from '../child-server.js';

/** A process of the product, and what is between it and the database. It can die and be started again. */
export class ClusterNode {
  private constructor(
    readonly name: string,
    private readonly databaseUrl: string,
    private readonly between: TcpProxy | undefined,
    private running: ChildServer,
    private readonly environment: Record<string, string>,
  ) {}

  /** `direct`: there is no proxy between, which takes time from everything it passes on. */
  static async start(name: string, databaseUrl: string, direct: boolean, environment: Record<string, string> = {}): Promise<ClusterNode> {
    const proxy = direct ? undefined : await TcpProxy.before(databaseUrl);
    const url = proxy?.url ?? databaseUrl;
    return new ClusterNode(name, url, proxy, await ChildServer.start(url, environment), environment);
  }

  get proxy(): TcpProxy {
    if (!this.between) throw new Error('this node has no proxy');
    return this.between;
  }

  get server(): ChildServer {
    return this.running;
  }

  /** Another one after each death. */
  get url(): string {
    return this.running.url;
  }

  /** `kill -9`, now. */
  kill(): Promise<void> {
    return this.running.kill();
  }

  /** Answers after how many seconds it was ready. */
  async startAgain(): Promise<number> {
    const began = performance.now();
    this.running = await ChildServer.start(this.databaseUrl, this.environment);
    return (performance.now() - began) / 1000;
  }

  async stop(): Promise<void> {
    await this.running.kill();
    await this.between?.close();
  }
}
