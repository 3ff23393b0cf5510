import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { tooManyRequests } from '../../errors/index.js';

// OWASP password storage: argon2id with at least 19 MiB, 2 passes, 1 lane. (argon2id and version 19 are the library's defaults.)
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const atOnce = 2;
const mostWaiting = 64;

/**
 * Slow hashes for secrets that people choose. They run on the thread pool; a bounded queue keeps a flood of
 * attempts from taking memory and processor away from everything else.
 */
@Injectable()
export class PasswordHasher {
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private decoy?: Promise<string>;

  hash(secret: string): Promise<string> {
    return this.enqueue(() => hash(secret, cost));
  }

  /** `stored` null: takes as long as a real comparison and is false, so that unknown names cannot be told by time. */
  async verify(secret: string, stored: string | null): Promise<boolean> {
    const against = stored ?? (await (this.decoy ??= this.hash('no such account')));
    const matches = await this.enqueue(() => verify(against, secret));
    return matches && stored !== null;
  }

  private async enqueue<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= mostWaiting) throw tooManyRequests('Too many passwords are being checked at this moment', { retryAfterSeconds: 1 });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
