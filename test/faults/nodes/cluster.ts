import { administrator, type TestDatabase } from '../../harness/index.js';
import { TcpProxy } from '../../operations/tcp-proxy.js';
import { ChildServer } from '../child-server.js';
import { call } from '../writer.js';
import { WatchedKey } from './watched-key.js';

export interface ClusterNode {
  readonly name: string;
  readonly server: ChildServer;
  /** Between this node and the database. */
  readonly proxy: TcpProxy;
}

/** Several processes of the product on one database, each behind a proxy of its own. */
export class Cluster {
  private cookie = '';

  private constructor(readonly nodes: readonly ClusterNode[]) {}

  static async start(database: TestDatabase, size: number): Promise<Cluster> {
    const nodes: ClusterNode[] = [];
    for (let i = 1; i <= size; i++) {
      const proxy = await TcpProxy.before(database.url);
      nodes.push({ name: `node ${i}`, server: await ChildServer.start(proxy.url), proxy });
    }
    const cluster = new Cluster(nodes);
    const reply = await call(cluster.url(0), 'POST', '/api/v1/sessions', { 'content-type': 'application/json' }, JSON.stringify(administrator));
    cluster.cookie = reply.cookie;
    return cluster;
  }

  url(node: number): string {
    return this.node(node).server.url;
  }

  node(index: number): ClusterNode {
    return this.nodes[index % this.nodes.length] as ClusterNode;
  }

  /** As the administrator, at one node. */
  async send(node: number, method: string, path: string, expected: number, body?: object) {
    const headers = { cookie: this.cookie, ...(body && { 'content-type': 'application/json' }) };
    const reply = await call(this.url(node), method, `/api/v1/organisations/megacorp/${path}`, headers, body && JSON.stringify(body));
    if (reply.status !== expected) throw new Error(`${method} ${path} at node ${node + 1} answered ${reply.status}: ${reply.text}`);
    return reply.body;
  }

  async keys(count: number): Promise<WatchedKey[]> {
    const made = Array.from({ length: count }, (_, i) => this.send(i, 'POST', 'api-keys', 201, { name: `watched ${i}` }));
    return (await Promise.all(made)).map(({ id, key }) => new WatchedKey(id, key));
  }

  /** Takes the power of a key and says so once that is acknowledged; answers the receipt. */
  async take(node: number, key: WatchedKey): Promise<{ nodes: number; waitedMs: number }> {
    key.become('changing');
    const { freshness } = await this.send(node, 'POST', `api-keys/${key.id}/deactivate`, 200);
    key.become('gone');
    return freshness;
  }

  async give(node: number, key: WatchedKey): Promise<void> {
    key.become('changing');
    await this.send(node, 'POST', `api-keys/${key.id}/activate`, 200);
    key.become('good');
  }

  async stop(): Promise<void> {
    for (const { server, proxy } of this.nodes) {
      await server.kill();
      await proxy.close();
    }
  }
}
