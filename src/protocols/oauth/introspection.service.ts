import { Injectable } from '@nestjs/common';
import { mayAt, type Member, refusal } from '../../access/index.js';
import { busy } from '../../errors/index.js';
import { type CallerFacts, Credentials, isAccessToken, isKeySessionToken, type Resolution } from '../../features/authentication/index.js';
import { AccessTokens, RefreshTokens } from '../../features/tokens/index.js';
import { decodeEpoch, FactSource } from '../../platform/freshness/index.js';
import type { IntrospectionAnswerDto, IntrospectionRequest } from './introspection.dto.js';

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
  async introspect(by: Member, { token, minEpoch }: IntrospectionRequest): Promise<IntrospectionAnswerDto> {
    if (minEpoch !== undefined && !(await this.facts.hasReached(decodeEpoch(minEpoch)))) {
      throw busy('The facts here are older than minEpoch', { retryAfterSeconds: 1 });
    }
    const { resolution, answer } = await this.look(token, by.origin.address);
    const isOwn = by.key !== null && resolution.identity?.key.id === by.key.id;
    if (!isOwn && !mayAt(by, 'credential.verify', { workspaceId: null })) throw refusal(by, ['credential.verify'], { workspaceId: null });
    if (resolution.kind === 'session') return this.session(by, resolution);
    return resolution.kind === 'key' && resolution.organisation.id === by.organisation.id ? answer : inactive;
  }

  private async look(token: string, address: string): Promise<{ resolution: Resolution; answer: IntrospectionAnswerDto }> {
    if (isAccessToken(token)) {
      const { resolution, claims } = await this.credentials.tokens.inspect(token);
      const { exp, iat, jti, scope, aud } = claims ?? {};
      return { resolution, answer: this.describe(resolution, { token_type: 'Bearer', exp, iat, jti, scope, aud }) };
    }
    const found = await this.refreshTokens.identify(token);
    if (found) {
      const { family } = found;
      const behind = await this.credentials.keys.resolveSecret(family.secretId);
      const good = behind.kind === 'key' && behind.identity.generations === family.generations && (await this.refreshTokens.isGood(found, behind.caller.userId));
      const exp = Math.floor(Math.min(family.idleUntil, family.expiresAt) / 1000);
      const said = { token_type: 'refresh_token', exp, iat: Math.floor((family.usedAt[0] ?? family.createdAt) / 1000), scope: family.scope ?? undefined };
      return { resolution: behind, answer: good ? this.describe(behind, said) : inactive };
    }
    const resolution = await this.credentials.resolve(token, address);
    if (isKeySessionToken(token)) return { resolution, answer: this.describe(resolution, { token_type: 'session' }) };
    const exp = resolution.kind === 'key' && resolution.identity.expiresAt !== null ? Math.floor(resolution.identity.expiresAt / 1000) : undefined;
    return { resolution, answer: this.describe(resolution, { token_type: 'api_key', exp }) };
  }

  private describe(resolution: Resolution, said: Partial<IntrospectionAnswerDto>): IntrospectionAnswerDto {
    if (resolution.kind !== 'key') return inactive;
    const { identity, caller } = resolution;
    return {
      active: true,
      ...said,
      client_id: identity.key.clientId ?? `key:${identity.key.id}`,
      ...(caller.account && { username: caller.account.login }),
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
