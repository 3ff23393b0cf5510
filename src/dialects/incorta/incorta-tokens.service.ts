import { Inject, Injectable } from '@nestjs/common';
import { type CallObserver, type Origin } from '../../access/index.js';
import { CALL_OBSERVER } from '../../access/http/index.js';
import { AppError } from '../../errors/index.js';
import { generateKey, KeySecrets, loadProfileKey, type ProfileKeyFacts } from '../../features/api-keys/index.js';
import { Credentials, type Resolution, tellRefused } from '../../features/authentication/index.js';
import { loadMayMakeKeys } from '../../features/key-rights/index.js';
import { AccessTokens, type FamilyTerms, loadMayGoOn, RefreshTokens, type RefreshStep } from '../../features/tokens/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { FactSource, type Load } from '../../platform/freshness/index.js';
import type { CreateIncortaTokensRequest, IncortaTokensDto, RefreshIncortaTokensRequest } from './incorta.dto.js';
import { incortaRefused } from './incorta.errors.js';
import { proves } from './proof.js';

/** As documented: 10 and 30 minutes, and refreshing ends the whole pair before. A month in all is ours. */
const terms: FamilyTerms = { accessSeconds: 600, refreshSeconds: 1800, mostSeconds: 30 * 86_400, paired: true };

/** A key that was proved, and its secret. */
type Behind = Extract<Resolution, { kind: 'key' }>;

interface Door {
  readonly key: ProfileKeyFacts | undefined;
  readonly open: boolean;
}

function* loadDoor(tenant: string, login: string): Load<Door> {
  const key = yield* loadProfileKey(tenant, login);
  const open = yield* loadMayMakeKeys(key?.organisationId ?? 0, { kind: 'user', id: key?.userId ?? 0 });
  return { key, open };
}

@Injectable()
export class IncortaTokensService {
  /** Compared where there is no key, so that this takes as long. */
  private readonly decoy = generateKey().text;

  constructor(
    private readonly facts: FactSource,
    private readonly secrets: KeySecrets,
    private readonly credentials: Credentials,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly clock: Clock,
    private readonly config: Config,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  /** @throws 401, the same for whatever is wrong. Wrong proofs count nowhere: they cannot be guessed, and must lock nobody out. */
  async create({ tenantName, loginName, requestHash, timestamp }: CreateIncortaTokensRequest, origin: Origin): Promise<IncortaTokensDto> {
    const { key, open } = await this.facts.read(() => loadDoor(tenantName, loginName));
    const proven = this.textsOf(key).filter((text) => proves(requestHash, text, timestamp));
    const [text] = proven;
    if (!key || text === undefined || !open || !this.isRecent(timestamp)) throw incortaRefused();
    const resolution = await this.credentials.keys.resolve(text);
    tellRefused(this.observer, resolution, origin);
    if (resolution.kind !== 'key') throw incortaRefused();
    const { key: proved, generations } = resolution.identity;
    const first = { organisationId: proved.organisationId, apiKeyId: proved.id, secretId: resolution.secretId, generations, audience: this.accessTokens.issuer, scope: null };
    const pair = this.pair(resolution, await this.refreshTokens.begin(first, terms));
    this.tellGranted(resolution, origin);
    return pair;
  }

  /** For a complete pair only: a mixed one is refused and ends nothing. @throws 401, the same for whatever is wrong. */
  async refresh({ accessToken, refreshToken }: RefreshIncortaTokensRequest, origin: Origin): Promise<IncortaTokensDto> {
    const claims = await this.accessTokens.check(accessToken);
    const found = await this.refreshTokens.identify(refreshToken);
    if (!claims || !found?.family.paired || claims.fam !== found.family.id || claims.stp !== found.step) throw incortaRefused();
    const { secretId, generations } = found.family;
    const behind = await this.credentials.keys.resolveSecret(secretId);
    tellRefused(this.observer, behind, origin);
    if (behind.kind !== 'key' || behind.identity.generations !== generations) throw incortaRefused();
    if (!(await this.facts.read(() => loadMayGoOn(found.family, behind.caller.userId)))) throw incortaRefused();
    const pair = this.pair(behind, await this.next(refreshToken));
    this.tellGranted(behind, origin);
    return pair;
  }

  private tellGranted({ caller }: Behind, origin: Origin): void {
    this.observer.allowed({ ...caller, origin, observer: this.observer }, null);
  }

  private async next(refreshToken: string): Promise<RefreshStep> {
    try {
      return await this.refreshTokens.rotate(refreshToken);
    } catch (error) {
      throw error instanceof AppError && error.code === 'oauth.invalid-grant' ? incortaRefused() : error;
    }
  }

  private textsOf(key: ProfileKeyFacts | undefined): string[] {
    const now = this.clock.now();
    const taken = key?.secrets.filter(({ drainsUntil }) => drainsUntil === null || Number(drainsUntil) > now) ?? [];
    return taken.length > 0 ? taken.map((secret) => this.secrets.open(secret)) : [this.decoy];
  }

  private isRecent(timestamp: number): boolean {
    return Math.abs(this.clock.now() - timestamp) <= this.config.incortaRequestMinutes * 60_000;
  }

  private pair({ identity, secretId, caller }: Behind, { family, refreshToken }: RefreshStep): IncortaTokensDto {
    const { key, organisation, generations } = identity;
    const grant = { organisationId: organisation.id, apiKeyId: key.id, secretId, clientId: `key:${key.id}`, subject: `user:${caller.userId}`, generations };
    const token = this.accessTokens.issue({ ...grant, audience: null, scope: null, family }, family.accessSeconds);
    return {
      accessToken: token.text,
      refreshToken,
      type: 'Bearer',
      accessTokenExpiresAt: token.expiresAt,
      refreshTokenExpiresAt: Math.min(family.idleUntil, family.expiresAt),
    };
  }
}
