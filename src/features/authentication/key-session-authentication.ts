import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Digests } from '../../platform/crypto/index.js';
import { FactSource, type Load } from '../../platform/freshness/index.js';
import { loadSecretById, type SecretFacts } from '../api-keys/index.js';
import { type KeySessionFacts, loadKeySession } from '../sessions/index.js';
import { KeyAuthentication } from './key-authentication.js';
import { loadKeyIdentity, throughSecret } from './key-identity.js';
import { type KeyIdentity, refused, type Resolution } from './resolution.js';

interface SignedInKey {
  readonly session: KeySessionFacts;
  readonly secret: SecretFacts;
  readonly identity: KeyIdentity;
}

const tokenPattern = /^k([1-9]\d{0,8})\.([\w-]{43})$/;

/** Whether a text looks like the token of a key's session. */
export const isKeySessionToken = (text: string): boolean => tokenPattern.test(text);

function* loadSignedInKey(id: number): Load<SignedInKey | undefined> {
  const session = yield* loadKeySession(id);
  const secret = session && (yield* loadSecretById(session.secretId));
  const identity = session && (yield* loadKeyIdentity(session.apiKeyId));
  return secret && identity ? { session, secret, identity: throughSecret(identity, secret) } : undefined;
}

/** Takes the session tokens of service keys. Nothing is remembered. */
@Injectable()
export class KeySessionAuthentication {
  constructor(
    private readonly facts: FactSource,
    private readonly keys: KeyAuthentication,
    private readonly digests: Digests,
    private readonly clock: Clock,
  ) {}

  async resolve(token: string): Promise<Resolution> {
    const [, id, text] = tokenPattern.exec(token) ?? [];
    if (id === undefined || text === undefined) return refused('unknown');
    const found = await this.facts.read(() => loadSignedInKey(Number(id)));
    if (!found || !this.digests.matches(text, found.session)) return refused('unknown');
    const { session, secret, identity } = found;
    const { secretId } = secret;
    if (secret.secretState === 'ended') return refused(identity.refusal ?? 'secret-ended', identity, secretId);
    if (session.endedAt !== null || session.generations !== identity.generations) return refused('revoked', identity, secretId);
    if (session.expiresAt <= this.clock.now()) return refused('expired', identity, secretId);
    return this.keys.judgeIdentity({ identity, secretId, drainsUntil: secret.drainsUntil });
  }
}
