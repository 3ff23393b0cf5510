import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from './connections.js';
import type { WatchedKey } from './watched-key.js';

/** Somebody who can be asked. The address may change when it is started again. */
export interface Asked {
  readonly name: string;
  readonly url: string;
}

/**
 * Between two questions of one loop. Each removal voids what is remembered of its organisation, so most answers are read
 * from the database: without a pause they would take the machine from the removals.
 */
const pauseMs = 20;
/** Of a fault that shows everywhere a few lines say enough. */
const mostWrong = 100;

/** What verifies were answered, and which of these answers nobody may ever get. */
export class Verifiers {
  accepted = 0;
  refused = 0;
  /** A key was accepted although, before the request was sent, it was acknowledged as gone; or the other way round. */
  readonly wrong: string[] = [];
  private readonly unknownBy = new Map<string, number>();
  private readonly loops: Promise<void>[] = [];
  private readonly connections = new Connections();
  private stopped = false;

  constructor(
    private readonly keys: readonly WatchedKey[],
    private readonly callerOf: (key: WatchedKey) => string,
  ) {}

  /** Those without an answer, and 503: the node says that it does not know. */
  get unknown(): number {
    return [...this.unknownBy.values()].reduce((sum, count) => sum + count, 0);
  }

  unknownOf({ name }: Asked): number {
    return this.unknownBy.get(name) ?? 0;
  }

  /** Asks one node again and again until `stop`. */
  start(node: Asked, loops: number): void {
    for (let i = 0; i < loops; i++) this.loops.push(this.loop(node));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
    this.connections.close();
  }

  private async loop(node: Asked): Promise<void> {
    while (!this.stopped) {
      await this.ask(node, this.keys[Math.floor(Math.random() * this.keys.length)] as WatchedKey);
      await sleep(pauseMs);
    }
  }

  /** Answers the status; 0: there was none. */
  async ask(node: Asked, key: WatchedKey): Promise<number> {
    const { version, state } = key;
    const { status, valid, retryAfter } = await this.verify(node.url, key);
    if (valid === undefined) {
      this.unknownBy.set(node.name, this.unknownOf(node) + 1);
      if (status !== 0 && (status !== 503 || !retryAfter)) this.complain(`${node.name} answered ${status}, Retry-After: ${retryAfter}`);
      return status;
    }
    if (valid) this.accepted++;
    else this.refused++;
    const isKnown = key.version === version && state !== 'changing';
    if (isKnown && valid !== (state === 'good')) this.complain(`${node.name} said ${valid ? 'valid' : 'not valid'} of key ${key.id}, which was ${state}`);
    return status;
  }

  private complain(what: string): void {
    if (this.wrong.length < mostWrong) this.wrong.push(what);
  }

  private async verify(url: string, key: WatchedKey): Promise<{ status: number; valid?: boolean; retryAfter?: string }> {
    const body = JSON.stringify({ key: key.text, permissions: ['problem.read'] });
    try {
      const { status, text, retryAfter } = await this.connections.post(`${url}/api/v1/verify`, { 'content-type': 'application/json', 'x-api-key': this.callerOf(key) }, body);
      return { status, ...(retryAfter && { retryAfter }), ...(status === 200 && (JSON.parse(text) as { valid: boolean })) };
    } catch {
      return { status: 0 };
    }
  }
}
