import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Answer, type Client, expectStatus, type TestKey, type TestServer, type World } from '../harness/index.js';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

type Form = Record<string, string> | readonly (readonly [string, string])[];
type Headers = Record<string, string>;

export const basic = (clientId: string, secret: string): Headers => ({ authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` });
export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
export const apiKey = (text: string): Headers => ({ authorization: `Api-Key ${text}` });

export interface Pair {
  readonly access: string;
  readonly refresh: string;
}

/** The OAuth doors of one node, called as client libraries call them: with forms. */
export class OAuth {
  constructor(
    private readonly server: TestServer,
    private readonly app: NestFastifyApplication = server.app,
  ) {}

  post(path: string, form: Form, headers: Headers = {}): Promise<Answer> {
    const body = new URLSearchParams(form as Record<string, string>).toString();
    return this.server.client({ 'content-type': 'application/x-www-form-urlencoded', ...headers }, this.app).post(path, body);
  }

  token(form: Form, headers?: Headers): Promise<Answer> {
    return this.post('/oauth/token', form, headers);
  }

  credentials(headers: Headers, more: Record<string, string> = {}): Promise<Answer> {
    return this.token({ grant_type: 'client_credentials', ...more }, headers);
  }

  exchange(key: string, more: Record<string, string> = {}, headers?: Headers): Promise<Answer> {
    return this.token({ grant_type: exchangeGrant, subject_token: key, subject_token_type: accessTokenType, ...more }, headers);
  }

  refresh(token: string, more: Record<string, string> = {}, headers?: Headers): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: token, ...more }, headers);
  }

  introspect(token: string, headers: Headers, more: Record<string, string> = {}): Promise<Answer> {
    return this.post('/oauth/introspect', { token, ...more }, headers);
  }

  revoke(token: string, headers?: Headers, more: Record<string, string> = {}): Promise<Answer> {
    return this.post('/oauth/revoke', { token, ...more }, headers);
  }

  /** An access token and a refresh token for a key. */
  async pair(key: string, more: Record<string, string> = {}): Promise<Pair> {
    return pairOf(await expectStatus(this.exchange(key, more), 200));
  }

  /** The next pair. */
  async next(refresh: string): Promise<Pair> {
    return pairOf(await expectStatus(this.refresh(refresh), 200));
  }

  /** An access token of a service key. */
  async accessToken(key: TestKey, more: Record<string, string> = {}): Promise<string> {
    return (await expectStatus(this.credentials(basic(key.clientId as string, key.text), more), 200)).body.access_token;
  }

  client(token: string): Client {
    return this.server.client(bearer(token), this.app);
  }

  /** What a route that only asks for a valid credential answers to this token. */
  async statusOf(token: string): Promise<number> {
    return (await this.client(token).get('/api/v1/me')).status;
  }
}

export const pairOf = ({ body }: Answer): Pair => ({ access: body.access_token, refresh: body.refresh_token });

/** A service key that holds these permissions in the organisation as a whole. */
export async function serviceKey(world: World, permissions: string[] = [], more: Record<string, unknown> = {}): Promise<TestKey> {
  const workspaceRoleIds = permissions.length > 0 ? [await world.workspaceRole(await world.role(permissions, 'organisation'))] : [];
  return world.key(world.admin, { kind: 'service', workspaceRoleIds, ...more });
}

/** What a token says, unchecked. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into it freely
export const claimsOf = (token: string): any => JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString());
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into it freely
export const headerOf = (token: string): any => JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString());
