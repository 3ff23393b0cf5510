import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { FactMemory, FactSource, type Load } from '../../platform/freshness/index.js';
import { isClientId, loadChosenSecrets, prefixOf, type SecretFacts } from '../api-keys/index.js';
import { AttemptsService } from '../attempts/index.js';
import { KeyAuthentication } from './key-authentication.js';
import { loadKeyIdentity, throughSecret } from './key-identity.js';
import { type KeyIdentity, refused, type Resolution } from './resolution.js';

const wrongPerClientAndAddress = 10;
const longestChosenSecret = 30;
const rememberedSecrets = 10_000;

/** A secret, and the key as it brings it. */
type ClientSecret = SecretFacts & { readonly identity: KeyIdentity };

interface Client {
  readonly secrets: readonly ClientSecret[];
  readonly identity: KeyIdentity;
}

interface Proven {
  readonly proof: Buffer;
  /** The newest secret there was then: it was compared with those before. */
  readonly among: number;
}

function* loadClient(clientId: string): Load<Client | null> {
  const chosen = yield* loadChosenSecrets(clientId);
  const identity = chosen && (yield* loadKeyIdentity(chosen.apiKeyId));
  return identity ? { secrets: chosen.secrets.map((secret) => ({ ...secret, identity: throughSecret(identity, secret) })), identity } : null;
}

/** Takes a service key's client id with its secret: one its maker chose, or the whole text of a generated one. */
@Injectable()
export class ClientAuthentication {
  /** What was once right, by secret row: a slow hash for every request would be no way to work. In memory only. */
  private readonly proofs = new Map<number, Proven>();
  private readonly processKey = createSecretKey(randomBytes(32));
  private readonly known: FactMemory<Client>;
  /** What is being compared at this moment. */
  private readonly proving = new Map<string, Promise<number | undefined>>();

  constructor(
    facts: FactSource,
    private readonly keys: KeyAuthentication,
    private readonly passwords: PasswordHasher,
    private readonly attempts: AttemptsService,
  ) {
    this.known = new FactMemory(facts, { name: 'clients', share: 0.1, shardsOf: ({ identity }) => identity.shards });
  }

  /** Whether there is (or was) a service key with this client id. */
  async knows(clientId: string): Promise<boolean> {
    return (await this.read(clientId)) !== null;
  }

  /** `readings`: what the secret may have meant; several count as one attempt. */
  async resolve(clientId: string, readings: string | readonly string[], address: string): Promise<Resolution> {
    const client = await this.read(clientId);
    if (!client) return refused('unknown');
    const secrets = typeof readings === 'string' ? [readings] : readings;
    const text = secrets.find((secret) => prefixOf(secret));
    if (text !== undefined) {
      const resolution = await this.keys.resolve(text);
      return resolution.identity?.key.id === client.identity.key.id ? resolution : refused('unknown');
    }
    // No chosen secret is that long: a mistyped key is no guess.
    if (secrets.every((secret) => secret.length > longestChosenSecret)) return refused('unknown');
    const remembered = client.secrets.find((row) => secrets.some((secret) => this.isProven(row, secret, client)));
    if (remembered) {
      const resolution = this.keys.judgeKnown({ secret: remembered, identity: remembered.identity });
      // What is not taken answers as a guess does: a 401 among 429s would say that it was right once.
      if (resolution.kind === 'refused') await this.attempts.demandLeft(limitsOf(client, address));
      return resolution;
    }
    return this.prove(clientId, secrets, client, address);
  }

  private async prove(clientId: string, secrets: readonly string[], client: Client, address: string): Promise<Resolution> {
    const secretId = await this.proveOnce(secrets, client, address);
    if (secretId === undefined) return refused('unknown');
    // Time has passed: what was read before may have ended meanwhile.
    const now = await this.read(clientId);
    const still = now?.secrets.find((row) => row.secretId === secretId);
    return still ? this.keys.judgeKnown({ secret: still, identity: still.identity }) : refused(client.identity.refusal ?? 'secret-ended', client.identity, secretId);
  }

  /** Many machines that come back at once with one secret, after a restart, are one attempt and one slow hash. */
  private proveOnce(secrets: readonly string[], client: Client, address: string): Promise<number | undefined> {
    const name = [client.identity.key.id, address, ...secrets.map((secret) => this.proofOf(secret).toString('base64url'))].join(' ');
    let proving = this.proving.get(name);
    if (!proving) {
      proving = this.attempts.during(limitsOf(client, address), () => this.matching(secrets, client)).finally(() => this.proving.delete(name));
      this.proving.set(name, proving);
    }
    return proving;
  }

  private async matching(secrets: readonly string[], client: Client): Promise<number | undefined> {
    for (const { secretId, digest } of client.secrets) {
      const right = await this.firstMatching(secrets, digest);
      if (right === undefined) continue;
      this.remember(secretId, right, client);
      return secretId;
    }
    return undefined;
  }

  private async firstMatching(secrets: readonly string[], digest: string): Promise<string | undefined> {
    for (const secret of secrets) if (await this.passwords.verify(secret, digest)) return secret;
    return undefined;
  }

  /** What cannot be a client id costs no look-up. */
  private read(clientId: string): Client | null | Promise<Client | null> {
    if (!isClientId(clientId)) return null;
    const known = this.known.get(clientId);
    return known === undefined ? this.known.load(clientId, () => loadClient(clientId)) : known;
  }

  private remember(secretId: number, secret: string, client: Client): void {
    if (this.proofs.size >= rememberedSecrets) this.proofs.delete(this.proofs.keys().next().value as number);
    this.proofs.set(secretId, { proof: this.proofOf(secret), among: newestOf(client) });
  }

  /** An old secret may have been chosen once more: then the newest row of that text has to be found. */
  private isProven({ secretId }: SecretFacts, secret: string, client: Client): boolean {
    const proven = this.proofs.get(secretId);
    return proven?.among === newestOf(client) && timingSafeEqual(proven.proof, this.proofOf(secret));
  }

  private proofOf(secret: string): Buffer {
    return createHmac('sha256', this.processKey).update(secret).digest();
  }
}

const limitsOf = ({ identity }: Client, address: string) => [{ bucket: `client:${identity.key.id}:${address}`, most: wrongPerClientAndAddress }];

const newestOf = ({ secrets }: Client): number => Math.max(...secrets.map(({ secretId }) => secretId));
