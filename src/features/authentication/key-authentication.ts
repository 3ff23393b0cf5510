import { Injectable } from '@nestjs/common';
import { when } from '../../platform/at-once/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Digests, isSameText, proofOf } from '../../platform/crypto/index.js';
import { FactMemory, FactSource, type Load } from '../../platform/freshness/index.js';
import { loadSecret, loadSecretById, placeOf, prefixOf, type SecretFacts } from '../api-keys/index.js';
import { loadKeyIdentity, throughSecret } from './key-identity.js';
import { type KeyIdentity, refused, type Resolution } from './resolution.js';

interface KnownKey {
  readonly secret: SecretFacts;
  readonly identity: KeyIdentity;
  /** Of the text that was once found to match: a plain hash is cheaper than the keyed one. In memory only. */
  proof?: string;
}

function* loadKnownKey(prefix: string): Load<KnownKey | null> {
  const secret = yield* loadSecret(prefix);
  const identity = secret && (yield* loadKeyIdentity(secret.apiKeyId));
  return identity ? { secret, identity: throughSecret(identity, secret) } : null;
}

function* loadKnownSecret(secretId: number): Load<KnownKey | null> {
  const secret = yield* loadSecretById(secretId);
  const identity = secret && (yield* loadKeyIdentity(secret.apiKeyId));
  return identity ? { secret, identity: throughSecret(identity, secret) } : null;
}

/** Takes the texts of generated keys. */
@Injectable()
export class KeyAuthentication {
  private readonly known: FactMemory<KnownKey>;
  private readonly knownSecrets: FactMemory<KnownKey>;

  constructor(
    facts: FactSource,
    private readonly digests: Digests,
    private readonly clock: Clock,
  ) {
    const shardsOf = ({ identity }: KnownKey) => identity.shards;
    this.known = new FactMemory(facts, { name: 'keys', share: 1, shardsOf });
    this.knownSecrets = new FactMemory(facts, { name: 'secrets', share: 0.25, shardsOf });
  }

  /** Malformed text and wrong checksums cost no look-up; a text that was found right before is known by its proof alone. */
  resolve(text: string): Resolution | Promise<Resolution> {
    const place = placeOf(text);
    const known = place === undefined ? undefined : this.known.get(place);
    if (known?.proof !== undefined && isSameText(proofOf(text), known.proof)) return this.judgeKnown(known);
    const prefix = prefixOf(text);
    if (!prefix) return refused('unknown');
    return known === undefined ? this.resolveFresh(text, prefix) : this.judge(text, known);
  }

  /** The key of this secret, for what was got with it before. */
  async resolveSecret(secretId: number): Promise<Resolution> {
    const name = String(secretId);
    const found = this.knownSecrets.get(name);
    const known = found === undefined ? await this.knownSecrets.load(name, () => loadKnownSecret(secretId)) : found;
    return known ? this.judgeKnown(known) : refused('unknown');
  }

  /** The same for what was read of it. */
  judgeIdentity({ identity, secretId, drainsUntil }: { identity: KeyIdentity; secretId: number; drainsUntil: number | null }): Resolution {
    const now = this.clock.now();
    const { organisation, caller, refusal, expiresAt } = identity;
    if (refusal) return refused(refusal, identity, secretId);
    if (drainsUntil !== null && drainsUntil <= now) return refused('secret-ended', identity, secretId);
    if (expiresAt !== null && expiresAt <= now) return refused('expired', identity, secretId);
    return { kind: 'key', caller, organisation, identity, secretId };
  }

  /** The same for a secret that was found to match. */
  judgeKnown({ secret, identity }: Pick<KnownKey, 'secret' | 'identity'>): Resolution {
    if (secret.secretState === 'ended' || secret.secretState === 'pending') return refused(identity.refusal ?? 'secret-ended', identity, secret.secretId);
    return this.judgeIdentity({ identity, secretId: secret.secretId, drainsUntil: secret.drainsUntil });
  }

  private matches(text: string, known: KnownKey): boolean {
    const proof = proofOf(text);
    if (known.proof !== undefined) return isSameText(proof, known.proof);
    if (!this.digests.matches(text, known.secret)) return false;
    known.proof = proof;
    return true;
  }

  private resolveFresh(text: string, prefix: string): Resolution | Promise<Resolution> {
    const read = this.known.load(prefix, () => loadKnownKey(prefix));
    return when(read, (known) => this.judge(text, known));
  }

  private judge(text: string, known: KnownKey | null): Resolution {
    return known && this.matches(text, known) ? this.judgeKnown(known) : refused('unknown');
  }
}
