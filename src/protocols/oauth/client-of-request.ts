import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ambiguousCredentials } from '../../access/index.js';
import { Carriers, Credentials, type Resolution } from '../../features/authentication/index.js';
import { invalidClient } from './oauth.errors.js';

type ResolvedClient = Extract<Resolution, { kind: 'key' }>;

/** The members of a form that authenticate a client (RFC 6749, 2.3.1: `client_secret_post`). */
interface ClientForm {
  readonly client_id?: string;
  readonly client_secret?: string;
}

/** Client authentication at the OAuth doors: Basic, in the form, or any other carrier of a key. */
@Injectable()
export class ClientOfRequest {
  constructor(
    private readonly carriers: Carriers,
    private readonly credentials: Credentials,
  ) {}

  /** undefined: the request does not authenticate a client. @throws 401 `invalid_client`, 400 for two different ones. */
  async resolve(request: FastifyRequest, { client_id: clientId, client_secret: secret }: ClientForm): Promise<ResolvedClient | undefined> {
    const presented = this.carriers.read(request);
    const explicit = presented && !this.carriers.isAmbient(presented.carrier) ? presented : undefined;
    if (explicit && secret !== undefined) throw ambiguousCredentials('The client authenticates in two ways');
    if (secret !== undefined) {
      if (clientId === undefined) throw invalidClient('client_secret needs a client_id');
      return demandClient(await this.credentials.clients.resolve(clientId, secret, request.ip));
    }
    if (!explicit) return undefined;
    const resolution = /^basic /i.test(request.headers.authorization ?? '')
      ? await this.resolveBasic(explicit.text, request.ip)
      : await explicit.carrier.resolve(explicit.text, request);
    const client = demandClient(resolution);
    if (clientId !== undefined && clientId !== client.identity.key.clientId) throw invalidClient('client_id is another than the client that authenticates');
    return client;
  }

  /** RFC 6749 form-encodes both halves; the documented clients do not, and their secrets contain `+`: so first the one reading, then the other. */
  private async resolveBasic(text: string, address: string): Promise<Resolution> {
    const pair = Buffer.from(text, 'base64').toString();
    const colon = pair.indexOf(':');
    if (colon < 1) throw invalidClient();
    const secret = pair.slice(colon + 1);
    return this.credentials.clients.resolve(formDecode(pair.slice(0, colon)), [...new Set([formDecode(secret), secret])], address);
  }
}

function demandClient(resolution: Resolution): ResolvedClient {
  if (resolution.kind !== 'key' || resolution.caller.credential.kind === 'access-token') throw invalidClient();
  return resolution;
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
