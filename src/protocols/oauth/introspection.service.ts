import { Injectable } from '@nestjs/common';
import { mayAt, type Member, refusal } from '../../access/index.js';
import { busy } from '../../errors/index.js';
import { type CallerFacts, Credentials, type InspectedToken, isAccessToken, isKeySessionToken, type Resolution } from '../../features/authentication/index.js';
import { AccessTokens, isRefreshToken, RefreshTokens } from '../../features/tokens/index.js';
import { when } from '../../platform/at-once/index.js';
import { decodeEpoch, FactSource } from '../../platform/freshness/index.js';
import type { IntrospectionAnswerDto, IntrospectionRequest } from './introspection.dto.js';

type Said = Partial<Pick<IntrospectionAnswerDto, 'token_type' | 'exp' | 'iat' | 'jti' | 'scope' | 'aud'>>;

/** What stands behind a credential, and what is said of it where that is the asker's business. */
interface Looked {
  readonly resolution: Resolution;
  readonly answer: IntrospectionAnswerDto;
}

const inactive: IntrospectionAnswerDto = { active: false };

/** Says whether a credential of ours is good now (RFC 7662). */
@Injectable()
export class IntrospectionService {
  constructor(
    private readonly credentials: Credentials,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly facts: FactSource,
  ) {}

  /** By holders of `credential.verify`, and by the client a token was issued to. @throws 403 for others. */
  introspect(by: Member, { token, minEpoch }: IntrospectionRequest): IntrospectionAnswerDto | Promise<IntrospectionAnswerDto> {
    if (minEpoch === undefined) return this.answer(by, token);
    return when(this.facts.hasReached(decodeEpoch(minEpoch)), (hasReached) => {
      if (!hasReached) throw busy('The facts here are older than minEpoch', { retryAfterSeconds: 1 });
      return this.answer(by, token);
    });
  }

  private answer(by: Member, token: string): IntrospectionAnswerDto | Promise<IntrospectionAnswerDto> {
    return when(this.look(token, by.origin.address), ({ resolution, answer }) => {
      const isOwn = by.key !== null && resolution.identity?.key.id === by.key.id;
      if (!isOwn && !mayAt(by, 'credential.verify', { workspaceId: null })) throw refusal(by, ['credential.verify'], { workspaceId: null });
      if (resolution.kind === 'session') return this.session(by, resolution);
      if (resolution.kind !== 'key' || resolution.organisation.id !== by.organisation.id || !answer.active) return inactive;
      // Whoever asks is about to serve its holder, so it is a use of the key and of the very secret, as at verify.
      by.observer.allowed({ ...resolution.caller, origin: by.origin, observer: by.observer }, null);
      return answer;
    });
  }

  private look(token: string, address: string): Looked | Promise<Looked> {
    if (isAccessToken(token)) return when(this.credentials.tokens.inspect(token), (inspected) => this.accessToken(inspected));
    if (isRefreshToken(token)) return this.refreshToken(token, address);
    return this.credential(token, address);
  }

  private accessToken({ resolution, claims }: InspectedToken): Looked {
    return { resolution, answer: this.describe(resolution, { token_type: 'Bearer', exp: claims?.exp, iat: claims?.iat, jti: claims?.jti, scope: claims?.scope, aud: claims?.aud }) };
  }

  private async refreshToken(token: string, address: string): Promise<Looked> {
    const found = await this.refreshTokens.identify(token);
    if (!found) return this.credential(token, address);
    const { family } = found;
    const resolution = await this.credentials.keys.resolveSecret(family.secretId);
    const isGood = resolution.kind === 'key' && resolution.identity.generations === family.generations && (await this.refreshTokens.isGood(found, resolution.caller.userId));
    const exp = Math.floor(Math.min(family.idleUntil, family.expiresAt) / 1000);
    const said = { token_type: 'refresh_token', exp, iat: Math.floor((family.usedAt[0] ?? family.createdAt) / 1000), scope: family.scope ?? undefined };
    return { resolution, answer: isGood ? this.describe(resolution, said) : inactive };
  }

  private credential(token: string, address: string): Looked | Promise<Looked> {
    return when(this.credentials.resolve(token, address), (resolution) => {
      if (isKeySessionToken(token)) return { resolution, answer: this.describe(resolution, { token_type: 'session' }) };
      const exp = resolution.kind === 'key' && resolution.identity.expiresAt !== null ? Math.floor(resolution.identity.expiresAt / 1000) : undefined;
      return { resolution, answer: this.describe(resolution, { token_type: 'api_key', exp }) };
    });
  }

  private describe(resolution: Resolution, { token_type, exp, iat, jti, scope, aud }: Said): IntrospectionAnswerDto {
    if (resolution.kind !== 'key') return inactive;
    const { identity, caller } = resolution;
    return {
      active: true,
      token_type,
      exp,
      iat,
      jti,
      scope,
      aud,
      client_id: identity.key.clientId ?? `key:${identity.key.id}`,
      username: caller.account?.login,
      sub: subjectOf(caller),
      iss: this.accessTokens.issuer,
      organisation_id: String(identity.organisation.id),
    };
  }

  private async session(by: Member, { caller }: Extract<Resolution, { kind: 'session' }>): Promise<IntrospectionAnswerDto> {
    const within = await this.credentials.sessions.within(caller, String(by.organisation.id)).catch(() => null);
    if (!within || within.userId === null) return inactive;
    const organisation_id = String(by.organisation.id);
    return { active: true, token_type: 'session', username: within.account?.login, sub: subjectOf(within), iss: this.accessTokens.issuer, organisation_id };
  }
}

const subjectOf = ({ userId, key }: CallerFacts): string => (userId === null ? `key:${key?.id}` : `user:${userId}`);
