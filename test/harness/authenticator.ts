import { Secret, TOTP } from 'otpauth';
import type { Client } from './client.js';
import type { TestClock } from './test-clock.js';
import { expectStatus } from './world.js';

const path = '/api/v1/me/second-factor';

/** An app that shows codes, on a device whose clock is right. */
export class Authenticator {
  private readonly totp: TOTP;

  constructor(
    secret: string,
    private readonly clock: TestClock,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** Sets up the second factor of whoever is signed in. */
  static async enrol(session: Client, password: string, clock: TestClock): Promise<Authenticator> {
    const app = new Authenticator((await expectStatus(session.post(`${path}/begin`, { password }), 200)).body.secret, clock);
    await expectStatus(session.post(`${path}/confirm`, { totp: app.code() }), 200);
    return app;
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
