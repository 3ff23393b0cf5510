import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ambiguousCredentials } from '../../../access/index.js';
import { type Carrier, Carriers, Credentials, isKeySessionToken, type Resolution } from '../../../features/authentication/index.js';
import { idleSeconds, sessionSeconds } from '../../../features/sessions/index.js';
import { Config } from '../../../platform/config/index.js';
import { cookieValues } from '../../../platform/http/index.js';

const sessionName = 'LWSSO_COOKIE_KEY';
const userName = 'OCTANE_USER';

/** The cookie that clients of this door carry: the session of a person, or that of a service key. */
@Injectable()
export class OctaneCookie implements Carrier {
  readonly place = { ambient: true, read: (request: FastifyRequest) => this.read(request) };
  private readonly attributes: string;

  constructor(
    private readonly carriers: Carriers,
    private readonly credentials: Credentials,
    { publicUrl }: Config,
  ) {
    // Clients take the value up to the first semicolon, so there is always one, without a blank after it.
    this.attributes = `;Path=/;HttpOnly;SameSite=Lax${publicUrl.startsWith('https:') ? ';Secure' : ''}`;
    carriers.add(this);
  }

  resolve(token: string): Resolution | Promise<Resolution> {
    return isKeySessionToken(token) ? this.credentials.keySessions.resolve(token) : this.credentials.sessions.resolve(token);
  }

  /** @throws 400 when the request carries two different ones. */
  read({ headers }: FastifyRequest): string | undefined {
    const [token, other] = cookieValues(headers.cookie, sessionName);
    if (other !== undefined) throw ambiguousCredentials(`The request carries two cookies ${sessionName}`);
    return token === '' ? undefined : token;
  }

  /** The token, when it is what the request is answered for. */
  used(request: FastifyRequest): string | undefined {
    const presented = this.carriers.read(request);
    return presented?.carrier === this ? presented.text : undefined;
  }

  /** `Set-Cookie` headers of a new session: that of the session must be the first. */
  set(token: string, user?: string): string[] {
    const end = `${this.attributes};Max-Age=${isKeySessionToken(token) ? idleSeconds : sessionSeconds}`;
    return [`${sessionName}=${token}${end}`, ...(user === undefined ? [] : [`${userName}=${encodeURIComponent(user)}${end}`])];
  }

  /** `Set-Cookie` headers that make a client forget. */
  clear(): string[] {
    return [sessionName, userName].map((name) => `${name}=${this.attributes};Max-Age=0`);
  }
}
