import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ProfileKeysService } from '../../../features/api-keys/index.js';
import { OwnTokens } from '../../../features/own-account/index.js';
import { IdParam, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import { EndedPageDto, IssuedProfileKeyDto, SecurityPageDto } from './profile.dto.js';
import { IssuedKeyView } from './issued-key.view.js';
import { ended, Ends, NotThere } from './ending.js';
import { ProfileModels } from './profile-models.js';
import { SecurityView } from './security.view.js';

const again = { view: SecurityView, model: (page: SecurityPageController, caller: unknown) => page.get(caller as Member) };

@Pages('org/:organisation/profile/security', 'profile')
export class SecurityPageController {
  constructor(
    private readonly models: ProfileModels,
    private readonly keys: ApiKeyModels,
    private readonly profileKeys: ProfileKeysService,
    private readonly tokens: OwnTokens,
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
