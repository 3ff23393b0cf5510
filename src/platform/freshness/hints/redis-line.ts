import { setTimeout as sleep } from 'node:timers/promises';
import type { createClient } from '@redis/client';
import type { Log } from '../../logging/index.js';
import { inTime } from '../in-time.js';

type Client = ReturnType<typeof connectionTo>;

const patienceMs = 3_000;
const askEveryMs = 3_000;
const firstPauseMs = 100;
const longestPauseMs = 2_000;
/** What a slow Redis has not taken yet; beyond it hints are dropped. */
const mostUnderWay = 100;
const tooSlow = 'no answer in time';

/** One connection to Redis, which is made anew for ever and waited for by nobody. Its library is loaded when it is opened. */
export class RedisLine {
  private readonly ended = new AbortController();
  private running: Promise<void> | undefined;
  private client: Client | undefined;
  /** As it was last told: whether connections last. */
  private isSteady: boolean | undefined;
  private underWay = 0;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly log: Log,
  ) {}

  get isConnected(): boolean {
    return this.client !== undefined;
  }

  open(hear: (text: string) => void): void {
    this.running ??= this.run(hear).catch((error: unknown) => this.tellBroken(error));
  }

  async close(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  /** Whether it was given away; that it arrives is another matter. */
  send(text: string): boolean {
    if (!this.client || this.underWay >= mostUnderWay) return false;
    this.underWay++;
    const done = () => void this.underWay--;
    this.client.publish(this.channel, text).then(done, done);
    return true;
  }

  private async run(hear: (text: string) => void): Promise<void> {
    const { signal } = this.ended;
    const { createClient } = await import('@redis/client');
    for (let pauseMs = firstPauseMs; !signal.aborted; ) {
      const began = performance.now();
      await this.connection(createClient, hear).catch((error: unknown) => this.tellBroken(error));
      // One that breaks at once, again and again, is tried as seldom as one that cannot be made.
      pauseMs = performance.now() - began > 2 * askEveryMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Fails when the connection does, and when this line is closed. */
  private async connection(create: typeof createClient, hear: (text: string) => void): Promise<never> {
    const client = connectionTo(create, this.url);
    const { signal } = this.ended;
    const broken = Promise.withResolvers<never>();
    broken.promise.catch(() => undefined);
    const closed = () => broken.reject(new Error('closed'));
    signal.addEventListener('abort', closed, { once: true });
    client.on('error', broken.reject);
    client.on('end', () => broken.reject(new Error('ended')));
    const answered = <T>(work: Promise<T>) => inTime(Promise.race([work, broken.promise]), patienceMs, tooSlow);
    try {
      await answered(client.connect());
      await answered(client.subscribe(this.channel, (message) => hear(String(message))));
      this.client = client;
      for (;;) {
        await Promise.race([sleep(askEveryMs, undefined, { ref: false }), broken.promise]);
        await answered(client.ping());
        this.tellSteady();
      }
    } finally {
      this.client = undefined;
      signal.removeEventListener('abort', closed);
      client.destroy();
    }
  }

  private tellSteady(): void {
    if (!this.isSteady) this.log.info('Redis is connected: changes are acknowledged sooner');
    this.isSteady = true;
  }

  /** Once until it is steady again. What Redis says is not repeated: it may be anything. */
  private tellBroken(error: unknown): void {
    if (this.isSteady === false || this.ended.signal.aborted) return;
    this.isSteady = false;
    const { code, message = '' } = error as { code?: string; message?: string };
    const reason = code ?? /^[A-Z]{2,20}(?= )/.exec(message)?.[0] ?? (message === tooSlow ? tooSlow : 'the connection broke');
    this.log.warn({ reason }, 'Redis cannot be used: changes are acknowledged as without it, only later');
  }
}

/** Version 3 of its protocol lets one connection listen and speak. */
function connectionTo(create: typeof createClient, url: string) {
  const socket = { reconnectStrategy: false as const, connectTimeout: patienceMs };
  return create({ url, RESP: 3, socket, disableOfflineQueue: true, commandsQueueMaxLength: mostUnderWay * 2, disableClientInfo: true, maintNotifications: 'disabled' });
}
