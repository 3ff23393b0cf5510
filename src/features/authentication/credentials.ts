import { Injectable } from '@nestjs/common';
import { ClientAuthentication } from './client-authentication.js';
import { KeyAuthentication } from './key-authentication.js';
import { isKeySessionToken, KeySessionAuthentication } from './key-session-authentication.js';
import { refused, type Resolution } from './resolution.js';
import { SessionAuthentication } from './session-authentication.js';
import { isAccessToken, TokenAuthentication } from './token-authentication.js';

const sessionToken = /^\d+\.[\w-]{43}$/;

/** Takes a credential of any kind, whatever it was carried in. */
@Injectable()
export class Credentials {
  constructor(
    readonly keys: KeyAuthentication,
    readonly clients: ClientAuthentication,
    readonly sessions: SessionAuthentication,
    readonly keySessions: KeySessionAuthentication,
    readonly tokens: TokenAuthentication,
  ) {}

  /** A key, an access token, `client_id:client_secret`, or the token of a session: a person's or a service key's. */
  resolve(text: string, address: string): Resolution | Promise<Resolution> {
    if (isAccessToken(text)) return this.tokens.resolve(text);
    if (sessionToken.test(text)) return this.sessions.resolve(text);
    if (isKeySessionToken(text)) return this.keySessions.resolve(text);
    const colon = text.indexOf(':');
    if (colon > 0) return this.clients.resolve(text.slice(0, colon), text.slice(colon + 1), address);
    return text === '' ? refused('unknown') : this.keys.resolve(text);
  }
}
