import { connect, type Socket } from 'node:net';
import { parseAnswer } from './answer.js';
import type { PreparedRequest } from './request.js';
import type { RequestSource } from './request-source.js';
import type { Tally } from './tally.js';

const READ_BUFFER_BYTES = 16 * 1024;

/** One keep-alive connection: sends a request, waits for its answer, checks it, sends the next. */
export class LoadConnection {
  private readonly socket: Socket;
  private current: PreparedRequest | undefined;
  private sentAt = 0;
  private received = '';
  private ended = false;

  constructor(
    port: number,
    private readonly source: RequestSource,
    private readonly tally: Tally,
  ) {
    this.socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
        callback: (length: number, buffer: Uint8Array) => {
          this.receive((buffer as Buffer).toString('latin1', 0, length));
          return true;
        },
      },
    });
    this.socket.once('connect', () => this.send());
    this.socket.once('error', (error) => this.fail(error.message));
    this.socket.once('close', () => this.fail('the server closed the connection'));
  }

  /** Ends the connection without waiting; an answer under way is not counted. */
  close(): void {
    this.ended = true;
    this.socket.destroy();
  }

  /** Milliseconds the request under way has been waiting; 0 when none is. */
  waitedMilliseconds(now: number): number {
    return this.current === undefined || this.ended ? 0 : now - this.sentAt;
  }

  private send(): void {
    this.current = this.source.next();
    this.sentAt = performance.now();
    this.socket.write(this.current.bytes);
  }

  private receive(text: string): void {
    this.received = this.received === '' ? text : this.received + text;
    try {
      const answer = parseAnswer(this.received);
      if (answer === undefined) return;
      this.check(answer.status, answer.bodyStart, answer.end);
    } catch (error) {
      this.fail((error as Error).message);
      return;
    }
    this.received = '';
    this.send();
  }

  private check(status: number, bodyStart: number, end: number): void {
    const { current, received } = this;
    if (current === undefined) return;
    const found = received.indexOf(current.expect.contains, bodyStart);
    if (received.length > end) {
      this.tally.wrong(`${current.label}: ${received.length - end} bytes more than content-length says`);
    } else if (status === current.expect.status && found >= 0) {
      this.tally.right(performance.now() - this.sentAt);
      this.source.learn?.(received.slice(bodyStart, end));
    } else {
      const { expect } = current;
      const body = received.slice(bodyStart, bodyStart + 200);
      this.tally.wrong(`${current.label}: expected ${expect.status} with ${expect.contains}, got ${status} ${body}`);
    }
  }

  /** The connection is of no further use: says so, once. */
  private fail(reason: string): void {
    if (this.ended) return;
    this.close();
    this.tally.wrong(`${this.current?.label ?? 'connecting'}: ${reason}`);
  }
}
