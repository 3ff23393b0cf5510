import { Injectable } from '@nestjs/common';
import { only } from '../../access/index.js';
import { when } from '../../platform/at-once/index.js';
import { Clock } from '../../platform/clock/index.js';
import { proofOf } from '../../platform/crypto/index.js';
import { FactMemory, FactSource, type Load, Ring } from '../../platform/freshness/index.js';
import { loadSecretById, type SecretFacts } from '../api-keys/index.js';
import { type AccessTokenClaims, AccessTokens, loadTokenIsOver } from '../tokens/index.js';
import { loadKeyIdentity, throughSecret } from './key-identity.js';
import { type CallerFacts, type KeyIdentity, refused, type RefusalReason, type Resolution } from './resolution.js';

/** A genuine token and what stands behind it now. */
export interface KnownToken {
  readonly claims: AccessTokenClaims;
  readonly isOver: boolean;
  readonly identity: KeyIdentity;
  readonly secret: SecretFacts | undefined;
  /** Whom the token makes of its holder. */
  readonly caller: CallerFacts;
}

/** A token, whomever it is meant for; without claims it is not one of ours. */
export interface InspectedToken {
  readonly resolution: Resolution;
  readonly claims: AccessTokenClaims | undefined;
}

const rememberedTokens = 50_000;

export const isAccessToken = (text: string): boolean => text.startsWith('eyJ');

/** null: the key is gone. */
function* loadKnownToken(claims: AccessTokenClaims): Load<KnownToken | null> {
  const isOver = yield* loadTokenIsOver(claims);
  const found = yield* loadKeyIdentity(claims.key);
  if (!found) return null;
  const secret = yield* loadSecretById(claims.sec);
  const identity = secret ? throughSecret(found, secret) : found;
  return { claims, isOver, identity, secret, caller: withScope(identity.caller, claims) };
}

/** Takes access tokens. A signature is checked once; what it proves never changes, what it rests on is looked at each time. */
@Injectable()
export class TokenAuthentication {
  private readonly known: FactMemory<KnownToken>;
  private readonly proven = new Ring<AccessTokenClaims>(rememberedTokens);

  constructor(
    private readonly tokens: AccessTokens,
    facts: FactSource,
    private readonly clock: Clock,
  ) {
    this.known = new FactMemory(facts, { name: 'tokens', share: 0.5, shardsOf: ({ identity }) => identity.shards });
  }

  /** For use at our own routes: only tokens meant for us. */
  resolve(text: string): Resolution | Promise<Resolution> {
    const known = this.look(text);
    return when(known, (token) => this.judge(token));
  }

  /** The same for a token meant for anybody. */
  inspect(text: string): InspectedToken | Promise<InspectedToken> {
    return when(this.look(text), (known) => ({ resolution: this.judge(known, known?.claims.aud), claims: known?.claims }));
  }

  private look(text: string): KnownToken | null | undefined | Promise<KnownToken | null | undefined> {
    const name = proofOf(text);
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const claims = this.proven.get(name) ?? this.tokens.check(text);
    return when(claims, (found) => found && this.fill(name, found));
  }

  private fill(name: string, claims: AccessTokenClaims): KnownToken | null | Promise<KnownToken | null> {
    this.proven.put(name, claims);
    return this.known.load(name, () => loadKnownToken(claims));
  }

  private judge(known: KnownToken | null | undefined, audience: string | undefined = this.tokens.issuer): Resolution {
    if (!known || !isMeantFor(known, audience)) return refused('unknown');
    const { claims, identity, caller } = known;
    const reason = this.whyNot(known);
    if (reason) return refused(reason, { ...identity, caller }, claims.sec);
    return { kind: 'key', caller, organisation: identity.organisation, identity, secretId: claims.sec };
  }

  private whyNot({ claims, identity, isOver, secret }: KnownToken): RefusalReason | null {
    if (identity.refusal) return identity.refusal;
    const now = this.clock.now();
    if (isOver || secret?.apiKeyId !== claims.key) return 'revoked';
    if (hasEnded(secret, now)) return 'secret-ended';
    if (identity.generations !== claims.gen) return 'revoked';
    return claims.exp * 1000 <= now || (identity.expiresAt !== null && identity.expiresAt <= now) ? 'expired' : null;
  }
}

const isMeantFor = ({ claims, identity }: KnownToken, audience: string): boolean => claims.aud === audience && claims.org === identity.organisation.id;

/** A token ends with the secret it was got with, at the latest when that has drained. */
const hasEnded = ({ secretState, drainsUntil }: SecretFacts, now: number): boolean => secretState === 'ended' || (drainsUntil !== null && drainsUntil <= now);

/** A scope is one more ceiling. */
function withScope(caller: CallerFacts, { scope, key }: AccessTokenClaims): CallerFacts {
  const credential = { kind: 'access-token' as const, id: key };
  if (scope === undefined) return { ...caller, credential };
  const source = { kind: 'key' as const, id: key, name: 'scope of the token' };
  const ceiling = { kind: 'token' as const, id: key, grants: [{ permissions: only(scope.split(' ')), workspaceId: null, source }] };
  return { ...caller, credential, key: caller.key && { ...caller.key, narrowed: true }, ceilings: [...caller.ceilings, ceiling] };
}
