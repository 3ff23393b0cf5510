import { Secret, TOTP } from 'otpauth';
import type { TestClock } from './test-clock.js';

/** An app that shows codes, on a device whose clock is right. */
export class Authenticator {
  private readonly totp: TOTP;

  constructor(
    secret: string,
    private readonly clock: TestClock,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** The code of so many steps from now. */
  code(steps = 0): string {
    return this.totp.generate({ timestamp: this.clock.now() + steps * 30_000 });
  }

  /** A code that was not shown before: waits for the next step. */
  fresh(): string {
    this.clock.advance({ seconds: 60 });
    return this.code();
  }
}
