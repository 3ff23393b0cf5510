import { cookieValues } from '../../platform/http/index.js';

/** The name and the attributes of the session cookie. `__Host-` binds it to this very host, but only browsers on https take it. */
export class SessionCookie {
  readonly name: string;
  private readonly attributes: string;

  constructor(publicUrl: string) {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? '__Host-latchkey_session' : 'latchkey_session';
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  /** `Set-Cookie` for a new session. */
  set(token: string, maxAgeSeconds: number): string {
    return `${this.name}=${token}; ${this.attributes}; Max-Age=${maxAgeSeconds}`;
  }

  /** `Set-Cookie` that makes a browser forget the session. */
  clear(): string {
    return `${this.name}=; ${this.attributes}; Max-Age=0`;
  }

  /** The different values a `Cookie` header carries under the name. */
  read(header: string | undefined): string[] {
    return cookieValues(header, this.name);
  }
}
