import { Inject, Injectable } from '@nestjs/common';
import { type CallObserver, type Origin, unauthenticated } from '../../../access/index.js';
import { CALL_OBSERVER } from '../../../access/http/index.js';
import { Credentials, tellRefused } from '../../../features/authentication/index.js';
import { KeySessionsService, SessionsService } from '../../../features/sessions/index.js';
import { OctaneCookie } from './octane-cookie.js';

/** Signs people and service keys in and out. */
@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: Credentials,
    private readonly sessions: SessionsService,
    private readonly keySessions: KeySessionsService,
    private readonly cookie: OctaneCookie,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  /** Answers the token of the session. @throws 401 alike for whatever is wrong; 429 after too many wrong secrets. */
  async run(name: string, secret: string, origin: Origin): Promise<string> {
    // Client ids and logins may look alike: a service key goes first, so that nobody takes its place by choosing its name.
    if (!(await this.credentials.clients.knows(name))) return (await this.sessions.signIn(name, secret, origin)).token;
    const resolution = await this.credentials.clients.resolve(name, secret, origin.address);
    tellRefused(this.observer, resolution, origin);
    if (resolution.kind !== 'key') throw unauthenticated('The name or the secret is wrong');
    const caller = { ...resolution.caller, origin, observer: this.observer };
    const token = await this.keySessions.signIn(caller, resolution.secretId, resolution.identity.generations);
    this.observer.allowed(caller, null);
    return token;
  }

  /** A token that is no longer taken has nothing to end. */
  async end(token: string, origin: Origin): Promise<void> {
    const resolution = await this.cookie.resolve(token);
    if (resolution.kind === 'key') await this.keySessions.signOut({ ...resolution.caller, origin, observer: this.observer }, token);
    if (resolution.kind === 'session') await this.sessions.signOut({ ...resolution.caller, origin, observer: this.observer });
  }
}
