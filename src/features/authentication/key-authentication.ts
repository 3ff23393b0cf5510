import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { anyShard, FactMemory, FactSource, type Load } from '../../platform/freshness/index.js';
import { loadSecret, prefixOf, type SecretFacts } from '../api-keys/index.js';
import { loadKeyIdentity } from './key-identity.js';
import { type KeyIdentity, refused, type Resolution } from './resolution.js';

interface KnownKey {
  readonly secret: SecretFacts;
  readonly identity: KeyIdentity;
}

const rememberedKeys = 100_000;
const rememberedUnknown = 10_000;

function* loadKnownKey(prefix: string): Load<KnownKey | null> {
  const secret = yield* loadSecret(prefix);
  const identity = secret && (yield* loadKeyIdentity(secret.apiKeyId));
  return identity ? { secret, identity } : null;
}

/** Takes the texts of generated keys. */
@Injectable()
export class KeyAuthentication {
  private readonly known: FactMemory<KnownKey>;
  private readonly unknown: FactMemory<true>;

  constructor(
    private readonly facts: FactSource,
    private readonly digests: Digests,
    private readonly clock: Clock,
  ) {
    this.known = new FactMemory(facts.versions, rememberedKeys);
    this.unknown = new FactMemory(facts.versions, rememberedUnknown);
  }

  /** Malformed text and wrong checksums cost no look-up. */
  resolve(text: string): Resolution | Promise<Resolution> {
    const prefix = prefixOf(text);
    if (!prefix) return refused('unknown');
    if (!this.facts.look()) return this.resolveFresh(text, prefix);
    const known = this.known.get(prefix);
    if (known) return this.judge(text, known);
    if (this.unknown.get(prefix)) return refused('unknown');
    return this.fill(text, prefix);
  }

  /** The key with this id, its credential having been checked by the caller. */
  async resolveId(apiKeyId: number): Promise<Resolution> {
    const identity = await this.facts.read(() => loadKeyIdentity(apiKeyId));
    return identity ? this.judgeIdentity({ identity, drainsUntil: null }) : refused('unknown');
  }

  /** The same for what was read of it. */
  judgeIdentity({ identity, drainsUntil }: { identity: KeyIdentity; drainsUntil: number | null }): Resolution {
    const now = this.clock.now();
    const { organisation, caller, refusal, expiresAt } = identity;
    if (refusal) return refused(refusal, identity);
    if (drainsUntil !== null && drainsUntil <= now) return refused('revoked', identity);
    if (expiresAt !== null && expiresAt <= now) return refused('expired', identity);
    return { kind: 'key', caller, organisation, identity };
  }

  private fill(text: string, prefix: string): Resolution | Promise<Resolution> {
    const found = this.facts.read(() => loadKnownKey(prefix));
    if (found instanceof Promise) return found.then((read) => this.judge(text, read));
    if (found) this.known.set(prefix, found, found.identity.shards);
    else this.unknown.set(prefix, true, [anyShard]);
    return this.judge(text, found);
  }

  private async resolveFresh(text: string, prefix: string): Promise<Resolution> {
    return this.judge(text, await this.facts.read(() => loadKnownKey(prefix)));
  }

  private judge(text: string, known: KnownKey | null): Resolution {
    if (!known || !this.digests.matches(text, known.secret)) return refused('unknown');
    const { secret, identity } = known;
    if (secret.secretState === 'ended' || secret.secretState === 'pending') return refused(identity.refusal ?? 'revoked', identity);
    return this.judgeIdentity({ identity, drainsUntil: secret.drainsUntil });
  }
}
