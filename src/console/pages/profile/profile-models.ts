import { Injectable } from '@nestjs/common';
import type { Caller, CallerOrganisation, Member } from '../../../access/index.js';
import { ProfileKeysService } from '../../../features/api-keys/index.js';
import { OwnSecondFactor, OwnTokens, toOwnSecondFactorDto, toOwnTokensDto } from '../../../features/own-account/index.js';
import { OwnSessionsService, personOf, toOwnSessionDto } from '../../../features/sessions/index.js';
import { AccountsService } from '../../../features/users/index.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import type { OwnAccountPageDto, ProfileSessionDto, SecondFactorPageDto, SecurityPageDto } from './profile.dto.js';

/** The address of a page of one's own account: in an organisation, or beside all of them. */
export const profilePath = (organisation: CallerOrganisation | null, ...parts: readonly string[]): string =>
  organisation ? pagePath(organisation, 'profile', ...parts) : ['/account/', ...parts.filter((part) => part !== 'security').map((part) => `${part}/`)].join('');

/** A page is no place for more. */
const slice = { limit: 50, after: null };

/** What pages show of one's own account. */
@Injectable()
export class ProfileModels {
  constructor(
    private readonly profileKeys: ProfileKeysService,
    private readonly keys: ApiKeyModels,
    private readonly factor: OwnSecondFactor,
    private readonly sessions: OwnSessionsService,
    private readonly accounts: AccountsService,
    private readonly tokens: OwnTokens,
  ) {}

  /** @throws 403 for keys: what lets a person in is for the person to see. */
  async security(by: Member): Promise<SecurityPageDto> {
    const { organisation } = by;
    const own = profilePath(organisation, 'security');
    const { apiKey, issuing } = await this.profileKeys.state(by);
    const sessions = await this.sessionsOf(by);
    const tokens = (await this.tokens.list(by, slice)).items;
    return {
      'API Key': apiKey && (await this.keys.one(by, apiKey)),
      'API Key Generation': issuing,
      'Second Factor': labelled(toOwnSecondFactorDto(await this.factor.state(by))),
      Sessions: sessions,
      Tokens: tokens.map((each) => ({ ...labelled(toOwnTokensDto(each)), _links: links({ key: pagePath(organisation, 'organisation/api-key', each.family.apiKeyId), end: `${own}tokens/${each.family.id}/end/` }) })),
      _links: links({
        self: own,
        profile: profilePath(organisation),
        password: profilePath(organisation, 'password'),
        'second-factor': profilePath(organisation, 'second-factor'),
        'generate-key': issuing === 'open' && apiKey?.state !== 'deactivated' ? `${own}key/` : null,
        'end-other-sessions': sessions.length > 1 ? `${own}sessions/others/end/` : null,
      }),
    };
  }

  /** Of whoever is signed in, whether in an organisation or in none. */
  async account(by: Caller): Promise<OwnAccountPageDto> {
    const { email, ...account } = await this.accounts.get(personOf(by).accountId);
    const sessions = await this.sessionsOf(by);
    const own = profilePath(null);
    return {
      ...labelled({ login: account.login, email, operator: account.operator }),
      'Second Factor': labelled(toOwnSecondFactorDto(await this.factor.state(by))),
      Sessions: sessions,
      _links: links({
        self: own,
        password: profilePath(null, 'password'),
        'second-factor': profilePath(null, 'second-factor'),
        'end-other-sessions': sessions.length > 1 ? `${own}sessions/others/end/` : null,
        organisations: '/org/',
        accounts: account.operator ? '/accounts/' : null,
      }),
    };
  }

  private async sessionsOf(by: Caller): Promise<ProfileSessionDto[]> {
    const own = profilePath(by.organisation, 'security');
    return (await this.sessions.list(by, slice)).items.map((session) => ({ ...labelled(toOwnSessionDto(session)), _links: links({ end: `${own}sessions/${session.id}/end/` }) }));
  }

  async secondFactor(by: Caller): Promise<SecondFactorPageDto> {
    const state = toOwnSecondFactorDto(await this.factor.state(by));
    const self = profilePath(by.organisation, 'second-factor');
    const ways = state.enabled ? { 'recovery-codes': `${self}recovery-codes/`, disable: state.requiredBy.length > 0 ? null : `${self}disable/` } : { begin: `${self}begin/`, confirm: `${self}confirm/` };
    return { ...labelled(state), _links: links({ self, ...ways }) };
  }
}
