import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ProfileKeysService } from '../../../features/api-keys/index.js';
import { OwnTokens } from '../../../features/own-account/index.js';
import { OwnSessionsService, SessionCookie } from '../../../features/sessions/index.js';
import { IdParam, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import { EndedPageDto, IssuedProfileKeyDto, SecurityPageDto } from './profile.dto.js';
import { IssuedKeyView } from './issued-key.view.js';
import { ProfileModels, profilePath } from './profile-models.js';
import { SecurityView } from './security.view.js';

const again = { view: SecurityView, model: (page: SecurityPageController, caller: unknown) => page.get(caller as Member) };
const Ends = (what: string) =>
  Submits<SecurityPageController, EndedPageDto, SecurityPageDto>({
    leads: ({ Ended, _links }) => ({ to: _links['security']?.href ?? '', says: Ended === 1 ? `One ${what} has ended.` : `${Ended} ${what}s have ended.` }),
    form: again,
  });
const NotThere = () => ApiResponse({ status: 404, type: PageErrorDto, description: 'It is not one of yours, or has ended.' });

@Pages('org/:organisation/profile/security', 'profile')
export class SecurityPageController {
  constructor(
    private readonly models: ProfileModels,
    private readonly keys: ApiKeyModels,
    private readonly profileKeys: ProfileKeysService,
    private readonly sessions: OwnSessionsService,
    private readonly tokens: OwnTokens,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getSecurityPage', summary: 'What lets me in', description: 'For people: a key is told 403.' })
  @ApiOkResponse({ type: SecurityPageDto })
  @Shows(SecurityView)
  get(@CurrentCaller() caller: Member): Promise<SecurityPageDto> {
    return this.models.security(caller);
  }

  @Post('key')
  @Idempotent()
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'issueProfileKeyPage', summary: 'Generate my profile key, or renew it', description: 'For people. Renewing ends the text before, and every token got with it, at once.' })
  @ApiCreatedResponse({ type: IssuedProfileKeyDto, description: 'It was generated.' })
  @ApiOkResponse({ type: IssuedProfileKeyDto, description: 'It was renewed.' })
  @ApiResponse({ status: 409, type: PageErrorDto, description: 'The organisation neither makes nor renews profile keys, or the key is deactivated.' })
  @Submits<SecurityPageController, IssuedProfileKeyDto, SecurityPageDto>({ shows: IssuedKeyView, form: again })
  async issue(@CurrentCaller() caller: Member, @Res({ passthrough: true }) reply: FastifyReply): Promise<IssuedProfileKeyDto> {
    const { apiKey, text, created, freshness } = await this.profileKeys.issue(caller);
    epochHeader(reply, freshness);
    reply.status(created ? 201 : 200);
    return { ...(await this.keys.one(caller, apiKey)), key: text as string, Generated: created };
  }

  @Post('sessions/others/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endOtherSessionsPage', summary: 'Sign out everywhere else' })
  @ApiOkResponse({ type: EndedPageDto })
  @Ends('other session')
  async endOthers(@CurrentCaller() caller: Member): Promise<EndedPageDto> {
    return ended(caller, await this.sessions.endOthers(caller));
  }

  @Post('sessions/:id/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endSessionPage', summary: 'Sign out of one session', description: 'Of the current one as well: then it is the same as signing out.' })
  @ApiOkResponse({ type: EndedPageDto })
  @NotThere()
  @Ends('session')
  async endSession(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<EndedPageDto> {
    await this.sessions.end(caller, id);
    if (id === caller.credential.id) reply.header('set-cookie', this.cookie.clear());
    return ended(caller, 1);
  }

  @Post('tokens/:id/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endTokensPage', summary: 'End a line of tokens', description: 'With its access tokens, at once. The key goes on.' })
  @ApiOkResponse({ type: EndedPageDto })
  @NotThere()
  @Ends('line of tokens')
  async endTokens(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<EndedPageDto> {
    await this.tokens.end(caller, id);
    return ended(caller, 1);
  }
}

const ended = ({ organisation }: Member, count: number): EndedPageDto => ({ Ended: count, _links: links({ security: profilePath(organisation, 'security') }) });
