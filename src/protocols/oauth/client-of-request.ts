import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CallObserver } from '../../access/index.js';
import { CALL_OBSERVER, RequestOrigin } from '../../access/http/index.js';
import { Carriers, type Resolution, tellRefused } from '../../features/authentication/index.js';
import { invalidClient } from './oauth.errors.js';

type ResolvedClient = Extract<Resolution, { kind: 'key' }>;

/** Client authentication at the OAuth doors: Basic, in the form (RFC 6749, 2.3.1), or any other carrier of a key. */
@Injectable()
export class ClientOfRequest {
  constructor(
    private readonly carriers: Carriers,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  /** undefined: the request does not authenticate a client. @throws 401 `invalid_client`, 400 for two different ones. */
  async resolve(request: FastifyRequest, clientId: string | undefined): Promise<ResolvedClient | undefined> {
    const presented = this.carriers.read(request);
    if (!presented || this.carriers.isAmbient(presented.carrier)) return undefined;
    const client = await presented.carrier.resolve(presented.text, request);
    this.tellRefused(client, request);
    if (client.kind !== 'key' || client.caller.credential.kind === 'access-token') throw invalidClient();
    if (clientId !== undefined && clientId !== client.identity.key.clientId) throw invalidClient('client_id is another than the client that authenticates');
    return client;
  }

  /** A use of the key like any other: something was got with it. */
  tellGranted({ caller }: Pick<ResolvedClient, 'caller'>, request: FastifyRequest): void {
    this.observer.allowed({ ...caller, origin: new RequestOrigin(request), observer: this.observer }, null);
  }

  /** A genuine key that is not taken is told of as by the guard. */
  tellRefused(resolution: Resolution, request: FastifyRequest): void {
    tellRefused(this.observer, resolution, new RequestOrigin(request));
  }
}
