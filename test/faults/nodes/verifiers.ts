import type { WatchedKey } from './watched-key.js';

/** What verifies were answered, and which of these answers nobody may ever get. */
export class Verifiers {
  accepted = 0;
  refused = 0;
  /** 503: the node says that it does not know. */
  unknown = 0;
  /** A key was accepted although, before the request was sent, it was acknowledged as gone; or the other way round. */
  readonly wrong: string[] = [];
  private readonly loops: Promise<void>[] = [];
  private stopped = false;

  constructor(
    private readonly keys: readonly WatchedKey[],
    private readonly caller: string,
  ) {}

  /** Asks one node without a pause until `stop`. */
  start(node: string, url: string, loops: number): void {
    for (let i = 0; i < loops; i++) this.loops.push(this.loop(node, url));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  private async loop(node: string, url: string): Promise<void> {
    while (!this.stopped) await this.ask(node, url, this.keys[Math.floor(Math.random() * this.keys.length)] as WatchedKey);
  }

  /** Answers the status; 0: there was none. */
  async ask(node: string, url: string, key: WatchedKey): Promise<number> {
    const { version, state } = key;
    const { status, valid } = await this.verify(url, key.text);
    if (valid === undefined) {
      this.unknown++;
      if (status !== 0 && status !== 503) this.wrong.push(`${node} answered ${status}`);
      return status;
    }
    if (valid) this.accepted++;
    else this.refused++;
    const isKnown = key.version === version && state !== 'changing';
    if (isKnown && valid !== (state === 'good')) this.wrong.push(`${node} said ${valid ? 'valid' : 'not valid'} of key ${key.id}, which was ${state}`);
    return status;
  }

  private async verify(url: string, text: string): Promise<{ status: number; valid?: boolean }> {
    const headers = { 'content-type': 'application/json', 'x-api-key': this.caller };
    const body = JSON.stringify({ key: text, permissions: ['problem.read'] });
    try {
      const response = await fetch(`${url}/api/v1/verify`, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) });
      return { status: response.status, ...(response.ok && ((await response.json()) as { valid: boolean })) };
    } catch {
      return { status: 0 };
    }
  }
}
