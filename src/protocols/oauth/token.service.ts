import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { reach } from '../../access/index.js';
import { invalidRequest } from '../../errors/index.js';
import { Credentials, type Resolution } from '../../features/authentication/index.js';
import { KnownPermissions } from '../../features/permissions/index.js';
import { AccessTokens, accessTokenSeconds, invalidGrant, RefreshTokens, type TokenGrant } from '../../features/tokens/index.js';
import { ClientOfRequest } from './client-of-request.js';
import { invalidClient, invalidScope, invalidTarget, unauthorizedClient, unsupportedGrantType } from './oauth.errors.js';
import { accessTokenType, exchangeGrant, type TokenAnswerDto, type TokenRequest } from './token.dto.js';

/** The key behind a grant, and which of its secrets. */
type Behind = Pick<Extract<Resolution, { kind: 'key' }>, 'identity' | 'secretId' | 'caller'>;

/** The grants of `/oauth/token`. */
@Injectable()
export class TokenService {
  constructor(
    private readonly clients: ClientOfRequest,
    private readonly credentials: Credentials,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly permissions: KnownPermissions,
  ) {}

  grant(request: FastifyRequest, form: TokenRequest): Promise<TokenAnswerDto> {
    if (form.grant_type === 'client_credentials') return this.clientCredentials(request, form);
    if (form.grant_type === 'refresh_token') return this.refresh(request, form);
    if (form.grant_type === exchangeGrant) return this.exchange(request, form);
    throw unsupportedGrantType();
  }

  /** RFC 6749, 4.4: a service key gets a token, and no refresh token: it can always ask again. */
  private async clientCredentials(request: FastifyRequest, form: TokenRequest): Promise<TokenAnswerDto> {
    const client = await this.clients.resolve(request, form.client_id);
    if (!client) throw invalidClient('The client must authenticate');
    if (client.identity.key.kind !== 'service') throw unauthorizedClient('Only service keys may use client_credentials; exchange a personal key instead');
    await this.demandKnown(client, form.scope);
    const token = this.accessTokens.issue(this.grantOf(client, form));
    this.clients.tellGranted(client, request);
    return answer(token.text, accessTokenSeconds, form.scope);
  }

  /** RFC 8693: an API key gets a pair. A client that authenticates besides must be that very key. */
  private async exchange(request: FastifyRequest, form: TokenRequest): Promise<TokenAnswerDto> {
    const { subject_token: text, subject_token_type: type } = form;
    if (text === undefined || type === undefined) throw invalidRequest('subject_token and subject_token_type are needed');
    const client = await this.clients.resolve(request, form.client_id);
    const subject = await this.credentials.keys.resolve(text);
    this.clients.tellRefused(subject, request);
    // RFC 8693, 2.2.2: an invalid subject token is an invalid request.
    if (subject.kind !== 'key') throw invalidRequest('The subject token is not a valid API key');
    if (client && client.identity.key.id !== subject.identity.key.id) throw invalidClient('The client is another than the subject of the exchange');
    await this.demandKnown(subject, form.scope);
    const grant = this.grantOf(subject, form);
    const { family, refreshToken } = await this.refreshTokens.begin({
      organisationId: grant.organisationId,
      apiKeyId: grant.apiKeyId,
      secretId: grant.secretId,
      generations: grant.generations,
      audience: grant.audience ?? this.accessTokens.issuer,
      scope: grant.scope,
    });
    const token = this.accessTokens.issue({ ...grant, family });
    this.clients.tellGranted(subject, request);
    return { ...answer(token.text, family.accessSeconds, form.scope), refresh_token: refreshToken, issued_token_type: accessTokenType };
  }

  /** RFC 6749, 6. Whoever has the token may use it; a client that authenticates must be the one it was issued to. */
  private async refresh(request: FastifyRequest, form: TokenRequest): Promise<TokenAnswerDto> {
    const { refresh_token: text } = form;
    if (text === undefined) throw invalidRequest('refresh_token is needed');
    const client = await this.clients.resolve(request, form.client_id);
    const found = await this.refreshTokens.identify(text);
    // One of a pair is good only where pairs are refreshed whole.
    if (!found || found.family.paired) throw invalidGrant();
    const { family } = found;
    if (client && client.identity.key.id !== family.apiKeyId) throw invalidGrant('The refresh token was issued to another client');
    const behind = await this.behind(family, request);
    const scope = narrower(family.scope, form.scope);
    const grant = { ...this.grantOf(behind, { scope: scope ?? undefined }), audience: family.audience };
    const next = await this.refreshTokens.rotate(text, found);
    const token = this.accessTokens.issue({ ...grant, family: next.family }, family.accessSeconds);
    this.clients.tellGranted(behind, request);
    return { ...answer(token.text, family.accessSeconds, scope ?? undefined), refresh_token: next.refreshToken };
  }

  /** The key of a family, when it is still what it was. @throws 400 `invalid_grant` */
  private async behind({ secretId, generations }: { secretId: number; generations: string }, request: FastifyRequest): Promise<Behind> {
    const resolution = await this.credentials.keys.resolveSecret(secretId);
    this.clients.tellRefused(resolution, request);
    if (resolution.kind !== 'key' || resolution.identity.generations !== generations) throw invalidGrant('What the token was got with is no longer valid');
    return resolution;
  }

  /** Whoever holds every permission holds none that is only misspelt. @throws 400 `invalid_scope` */
  private async demandKnown({ identity }: Behind, scope: string | undefined): Promise<void> {
    if (scope === undefined) return;
    const unknown = await this.permissions.unknownOf(identity.organisation.id, scope.split(' '));
    if (unknown.length > 0) throw invalidScope(`${unknown.join(', ')}: no permission of the organisation`);
  }

  private grantOf({ identity, secretId }: Behind, { scope, resource }: Pick<TokenRequest, 'scope' | 'resource'>): TokenGrant {
    const { key, organisation, caller, generations } = identity;
    const lacking = (scope?.split(' ') ?? []).filter((name) => reach(caller, name) === 'none');
    if (lacking.length > 0) throw invalidScope(`The key does not hold ${lacking.join(', ')}`);
    return {
      organisationId: organisation.id,
      apiKeyId: key.id,
      secretId,
      clientId: key.clientId ?? `key:${key.id}`,
      subject: caller.userId === null ? `key:${key.id}` : `user:${caller.userId}`,
      generations,
      audience: resource === undefined ? null : demandTarget(resource),
      scope: scope ?? null,
    };
  }
}

/** RFC 6749, 6: a refreshed token may have less scope than the first one, never more. */
function narrower(held: string | null, wanted: string | undefined): string | null {
  if (wanted === undefined) return held;
  const beyond = held === null ? [] : wanted.split(' ').filter((name) => !held.split(' ').includes(name));
  if (beyond.length > 0) throw invalidScope(`The token was not issued for ${beyond.join(', ')}`);
  return wanted;
}

/** RFC 8707: an absolute URI without a fragment. */
function demandTarget(resource: string): string {
  if (!URL.canParse(resource) || resource.includes('#')) throw invalidTarget('resource must be an absolute URI without a fragment');
  return resource;
}

const answer = (accessToken: string, expiresIn: number, scope: string | undefined): TokenAnswerDto => ({
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: expiresIn,
  ...(scope !== undefined && { scope }),
});
