import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CallObserver, Member } from '../../access/index.js';
import { CALL_OBSERVER, RequestOrigin } from '../../access/http/index.js';
import { ApiKeysService } from '../../features/api-keys/index.js';
import { type Actor, actorOf } from '../../features/audit/index.js';
import { Credentials, isAccessToken, isKeySessionToken, type KeyIdentity } from '../../features/authentication/index.js';
import { KeySessionsService, SessionsService } from '../../features/sessions/index.js';
import { RefreshTokens, RevokedTokens } from '../../features/tokens/index.js';
import { ClientOfRequest } from './client-of-request.js';
import type { RevocationRequest } from './introspection.dto.js';
import { invalidClient } from './oauth.errors.js';

/** Refuses a client that authenticates and is not this key; a person's session is no client's. */
type DemandOwn = (identity?: KeyIdentity) => void;

/**
 * Ends a credential of ours, whatever its kind (RFC 7009). Having it is enough to end it: whoever finds a leaked one
 * can stop it at once. A client that authenticates can end only its own.
 */
@Injectable()
export class RevocationService {
  constructor(
    private readonly clients: ClientOfRequest,
    private readonly credentials: Credentials,
    private readonly keys: ApiKeysService,
    private readonly refreshTokens: RefreshTokens,
    private readonly revokedTokens: RevokedTokens,
    private readonly sessions: SessionsService,
    private readonly keySessions: KeySessionsService,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  /** An unknown token is no error (RFC 7009, 2.2). */
  async revoke(request: FastifyRequest, form: RevocationRequest): Promise<void> {
    const client = await this.clients.resolve(request, form.client_id);
    const demandOwn = (identity?: KeyIdentity) => {
      if (client && client.identity.key.id !== identity?.key.id) throw invalidClient('The token was issued to another client');
    };
    if (isAccessToken(form.token)) return this.accessToken(request, form.token, demandOwn);
    if (isKeySessionToken(form.token)) return this.keySession(request, form.token, demandOwn);
    const found = await this.refreshTokens.identify(form.token);
    if (!found) return this.keyOrSession(request, form.token, demandOwn);
    const { identity } = await this.credentials.keys.resolveSecret(found.family.secretId);
    if (!identity) return;
    demandOwn(identity);
    await this.refreshTokens.end(actor(request, identity), found.family);
  }

  private async accessToken(request: FastifyRequest, token: string, demandOwn: DemandOwn): Promise<void> {
    const { resolution, claims } = await this.credentials.tokens.inspect(token);
    // Also one that is not taken at the moment: it must not come back with its key.
    if (!resolution.identity || !claims) return;
    demandOwn(resolution.identity);
    await this.revokedTokens.revoke(actor(request, resolution.identity), claims);
  }

  /** The session, and not the key it is of. */
  private async keySession(request: FastifyRequest, token: string, demandOwn: DemandOwn): Promise<void> {
    const { identity } = await this.credentials.keySessions.resolve(token);
    if (!identity) return;
    demandOwn(identity);
    await this.keySessions.signOut(this.holder(request, identity), token);
  }

  private async keyOrSession(request: FastifyRequest, token: string, demandOwn: DemandOwn): Promise<void> {
    const resolution = await this.credentials.resolve(token, request.ip);
    if (resolution.kind === 'session') {
      demandOwn();
      return this.sessions.signOut({ ...resolution.caller, origin: new RequestOrigin(request), observer: this.observer });
    }
    const { identity } = resolution;
    if (!identity) return;
    demandOwn(identity);
    await this.keys.revoke(this.holder(request, identity), identity.key.id, 'revoked by its holder');
  }

  private holder(request: FastifyRequest, { caller }: KeyIdentity): Member {
    return { ...caller, origin: new RequestOrigin(request), observer: this.observer } as Member;
  }
}

const actor = (request: FastifyRequest, { caller }: KeyIdentity): Actor => actorOf({ ...caller, origin: new RequestOrigin(request) });
