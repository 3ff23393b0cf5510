import { Injectable } from '@nestjs/common';
import { ApiKeysRepository, loadSecret } from '../../../features/api-keys/index.js';
import { UsersRepository } from '../../../features/users/index.js';
import { FactSource } from '../../../platform/freshness/index.js';
import { invalid, toId } from '../../../platform/http/index.js';

/** Who would make a call, as people write it. */
export interface Meant {
  readonly key?: string;
  readonly user?: string;
}

/** A key, and which secret of it where that was said. */
interface MeantKey {
  readonly apiKeyId: number;
  readonly secretId?: number;
}

const byName = { limit: 2, column: 'nameLower', descending: false, after: null } as const;
const idPattern = /^[1-9]\d{0,8}$/;

/** Finds keys by their id, their first eight characters or their name, and users by their id or their login. */
@Injectable()
export class WhoIsMeant {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
    private readonly facts: FactSource,
  ) {}

  /** @throws 400 naming what is unknown, or not one alone. */
  async find(organisationId: number, { key, user }: Meant): Promise<MeantKey | { userId: number }> {
    if (key !== undefined && user !== undefined) throw invalid([{ field: 'user', message: 'must be left out when a key is given' }]);
    if (key !== undefined) return this.keyOf(organisationId, key);
    if (user !== undefined) return { userId: await this.userOf(organisationId, user) };
    throw invalid([{ field: 'key', message: 'or a user is needed' }]);
  }

  /** @throws 400 for none, or more than one. */
  async keyOf(organisationId: number, text: string): Promise<MeantKey> {
    if (idPattern.test(text) && (await this.keys.find(organisationId, toId(text)))) return { apiKeyId: toId(text) };
    const secret = /^LK\w{6}$/.test(text) ? await this.facts.read(() => loadSecret(text)) : undefined;
    if (secret && (await this.keys.find(organisationId, secret.apiKeyId))) return { apiKeyId: secret.apiKeyId, secretId: secret.secretId };
    const named = await this.keys.list(organisationId, 'everybody', { named: text }, byName);
    if (named.length > 1) throw invalid([{ field: 'key', message: 'is what several API keys are called: give the id of one' }]);
    if (!named[0]) throw invalid([{ field: 'key', message: 'is no API key of this organisation' }]);
    return { apiKeyId: named[0].id };
  }

  /** @throws 400 for nobody. */
  async userOf(organisationId: number, text: string): Promise<number> {
    const found = (await this.users.findByLogin(organisationId, text)) ?? (idPattern.test(text) ? await this.users.find(organisationId, toId(text)) : null);
    if (!found) throw invalid([{ field: 'user', message: 'is no user of this organisation' }]);
    return found.id;
  }
}
