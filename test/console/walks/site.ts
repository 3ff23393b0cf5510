import { type DatabaseKind, freePort, TestServer, World } from '../../harness/index.js';
import { browser } from './browser.js';
import { contextOptions, Visitor, type VisitorOptions } from './visitor.js';

/** A server that listens, and those who visit it. */
export class Site {
  private visitors: Visitor[] = [];
  private readonly others: TestServer[] = [];

  private constructor(
    readonly server: TestServer,
    readonly world: World,
    /** Without a slash at the end. */
    readonly url: string,
    private readonly database: DatabaseKind,
  ) {}

  static async open(database: DatabaseKind, environment: Readonly<Record<string, string>> = {}): Promise<Site> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await TestServer.start(database, { environment: { ...environment, PUBLIC_URL: url } });
    await server.app.listen(port, '127.0.0.1');
    return new Site(server, await World.of(server), url, database);
  }

  /** A server beside this one that nobody has an account on. */
  async fresh(): Promise<{ server: TestServer; url: string }> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await TestServer.start(this.database, { bootstrap: false, environment: { PUBLIC_URL: url } });
    this.others.push(server);
    await server.app.listen(port, '127.0.0.1');
    return { server, url };
  }

  /** Somebody who is not signed in. */
  async visitor(options: VisitorOptions = {}, url = this.url): Promise<Visitor> {
    const context = await (await browser()).newContext({ ...contextOptions(options), baseURL: url });
    context.setDefaultTimeout(10_000);
    // The same pages on both databases, with JavaScript and without: one picture of each is enough.
    const shots = this.database.name === 'SQLite' && options.javaScript !== false ? process.env['SHOTS'] : undefined;
    const visitor = new Visitor(await context.newPage(), context, options, shots);
    this.visitors.push(visitor);
    return visitor;
  }

  /** Somebody who has signed in; left out: the administrator. */
  async person(options: VisitorOptions = {}, who?: { login: string; password: string }): Promise<Visitor> {
    const visitor = await this.visitor(options);
    await visitor.signIn(who);
    return visitor;
  }

  /** Everybody leaves; answers what their pages complained of. */
  async empty(): Promise<string[]> {
    const leaving = this.visitors.splice(0);
    return (await Promise.all(leaving.map((visitor) => visitor.leave()))).flat();
  }

  async close(): Promise<void> {
    await this.empty();
    for (const server of this.others) await server.stop();
    await this.server.stop();
  }
}
