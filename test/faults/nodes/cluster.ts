import { administrator } from '../../harness/index.js';
import { call, type Reply } from '../writer.js';
import { ClusterNode } from './cluster-node.js';
import { WatchedKey } from './watched-key.js';

/** Says how many nodes have applied a change, and how long that took. */
export interface Receipt {
  readonly nodes: number;
  readonly waitedMs: number;
}

/** Nobody knows whether it happened: the node or its database was gone. */
export class Unanswered extends Error {}

/** The organisation that is there from the beginning. */
const first = 'megacorp';

/** Several processes of the product on one database. */
export class Cluster {
  private cookie = '';

  private constructor(readonly nodes: readonly ClusterNode[]) {}

  /** `direct`: without proxies before the database; `environment`: of each process, beside what all have. */
  static async start(database: { readonly url: string }, size: number, { direct = false, environment = {} }: { direct?: boolean; environment?: Record<string, string> } = {}): Promise<Cluster> {
    // The first one makes the tables.
    const one = await ClusterNode.start('node 1', database.url, direct, environment);
    const others = Array.from({ length: size - 1 }, (_, i) => ClusterNode.start(`node ${i + 2}`, database.url, direct, environment));
    const cluster = new Cluster([one, ...(await Promise.all(others))]);
    const reply = await call(cluster.url(0), 'POST', '/api/v1/sessions', { 'content-type': 'application/json' }, JSON.stringify(administrator));
    cluster.cookie = reply.cookie;
    return cluster;
  }

  url(node: number): string {
    return this.node(node).url;
  }

  node(index: number): ClusterNode {
    return this.nodes[index % this.nodes.length] as ClusterNode;
  }

  /** One more, of which the administrator is a member too. */
  async addOrganisation(slug: string): Promise<void> {
    await this.call(0, 'POST', 'organisations', 201, { slug, name: slug });
  }

  /** As the administrator in an organisation, at one node. @throws Unanswered for 503 and no answer at all, an error for another status than `expected` */
  send(node: number, method: string, path: string, expected: number, body?: object, organisation = first) {
    return this.call(node, method, `organisations/${organisation}/${path}`, expected, body);
  }

  async keys(count: number, organisation = first): Promise<WatchedKey[]> {
    const made = Array.from({ length: count }, (_, i) => this.send(i, 'POST', 'api-keys', 201, { name: `watched ${i}` }, organisation));
    return (await Promise.all(made)).map(({ id, key }) => new WatchedKey(id, key, organisation));
  }

  /** The text of a key that may ask for verifies. */
  async caller(organisation = first): Promise<string> {
    return (await this.send(0, 'POST', 'api-keys', 201, { name: 'asks' }, organisation)).key;
  }

  /** Takes the power of a key and says so once that is acknowledged; answers the receipt. */
  async take(node: number, key: WatchedKey): Promise<Receipt> {
    key.become('changing');
    const { freshness } = await this.send(node, 'POST', `api-keys/${key.id}/deactivate`, 200, undefined, key.organisation);
    key.become('gone');
    return freshness;
  }

  async give(node: number, key: WatchedKey): Promise<Receipt> {
    key.become('changing');
    const { freshness } = await this.send(node, 'POST', `api-keys/${key.id}/activate`, 200, undefined, key.organisation);
    key.become('good');
    return freshness;
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop();
  }

  private async call(node: number, method: string, path: string, expected: number, body?: object) {
    const headers = { cookie: this.cookie, ...(body && { 'content-type': 'application/json' }) };
    const what = `${method} ${path} at ${this.node(node).name}`;
    const reply = await call(this.url(node), method, `/api/v1/${path}`, headers, body && JSON.stringify(body)).catch((error: unknown) => {
      throw new Unanswered(`${what}: ${String(error)}`);
    });
    if (reply.status === 503 && reply.retryAfter !== '') throw new Unanswered(`${what}: ${reply.text}`);
    if (reply.status !== expected) throw new Error(`${what} answered ${reply.status}: ${reply.text}`);
    return reply.body as Reply['body'];
  }
}
