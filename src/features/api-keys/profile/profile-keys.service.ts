import { Injectable } from '@nestjs/common';
import { type Member, sessionOnly } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { actorOf, AuditService } from '../../audit/index.js';
import { KeyRightsService } from '../../key-rights/index.js';
import { OrganisationsRepository, PowerChanges } from '../../organisations/index.js';
import type { ApiKey } from '../api-key.entity.js';
import { apiKeyNotActive, profileKeysFrozen } from '../api-keys.errors.js';
import { ApiKeysRepository, type ApiKeyValues } from '../api-keys.repository.js';
import type { IssuedApiKey } from '../create-api-key.js';
import { KeySecrets } from '../secrets/key-secrets.js';

/** The profile key with its text, and whether this call made it. */
export interface IssuedProfileKey extends IssuedApiKey {
  readonly created: boolean;
}

/** Whether a person has a profile key, and could make or renew it now. */
export interface ProfileKeyState {
  readonly apiKey: ApiKey | null;
  /** `frozen`: the organisation makes and renews none; `not-allowed`: this person makes no keys. */
  readonly issuing: 'open' | 'frozen' | 'not-allowed';
}

const name = 'Profile key';

/** A person's one key that does all its owner may, never expires, and can be seen again. */
@Injectable()
export class ProfileKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly secrets: KeySecrets,
    private readonly organisations: OrganisationsRepository,
    private readonly rights: KeyRightsService,
    private readonly power: PowerChanges,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * The first call makes it, a later one renews it: what was used before ends at once, with the tokens got with it.
   * Only for a signed-in person: a key, perhaps narrowed or about to expire, must not get one that is neither.
   */
  async issue(by: Member): Promise<Changed<IssuedProfileKey>> {
    const userId = personIn(by);
    const organisationId = by.organisation.id;
    return this.power.change([organisationId], async () => {
      await this.rights.demand(by);
      await this.demandOpen(organisationId);
      const known = await this.keys.findProfileKey(organisationId, userId);
      const apiKey = known ? await this.renewed(known) : await this.keys.insert(this.row(organisationId, userId));
      const text = await this.secrets.generate(apiKey);
      const action = known ? 'profile-key.renew' : 'profile-key.create';
      await this.audit.record(actorOf(by), { organisationId, action, subject: { kind: 'api-key', id: apiKey.id } });
      return { apiKey, text, created: !known };
    });
  }

  /** For a signed-in person. */
  async state(by: Member): Promise<ProfileKeyState> {
    const userId = personIn(by);
    const apiKey = await this.keys.findProfileKey(by.organisation.id, userId);
    if ((await this.organisations.find(by.organisation.id))?.profileKeys !== 'open') return { apiKey, issuing: 'frozen' };
    return { apiKey, issuing: (await this.rights.mayMakeKeys(by)) ? 'open' : 'not-allowed' };
  }

  /** @throws 409 when the organisation makes and renews no profile keys. */
  async demandOpen(organisationId: number): Promise<void> {
    if ((await this.organisations.find(organisationId))?.profileKeys !== 'open') throw profileKeysFrozen();
  }

  private async renewed(key: ApiKey): Promise<ApiKey> {
    if (key.state !== 'active') throw apiKeyNotActive('The profile key is deactivated; activate it first');
    const updatedAt = this.clock.now();
    if (!(await this.keys.update(key.organisationId, key.id, { updatedAt }))) throw apiKeyNotActive();
    await this.secrets.retire(key, 0);
    await this.keys.raiseGeneration(key.organisationId, key.id);
    return { ...key, updatedAt };
  }

  private row(organisationId: number, userId: number): ApiKeyValues {
    const now = this.clock.now();
    return {
      organisationId,
      kind: 'personal',
      name,
      purpose: null,
      clientId: null,
      ownerUserId: userId,
      makerUserId: userId,
      parentKeyId: null,
      permissions: null,
      workspaceIds: null,
      expiresAt: null,
      state: 'active',
      generation: 1,
      revealable: true,
      profile: true,
      revokeReason: null,
      revokedAt: null,
      deletedAt: null,
      createdAt: now,
      updatedAt: now,
    };
  }
}

function personIn({ credential, userId }: Member): number {
  if (credential.kind !== 'session' || userId === null) throw sessionOnly('Only a signed-in person has a profile key');
  return userId;
}
