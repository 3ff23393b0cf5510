import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, RequiresInOrganisation, SignedIn } from '../../../access/http/index.js';
import { ApiKeysService, CreateApiKey, keySliceOf, ownerOf, toNewApiKey } from '../../../features/api-keys/index.js';
import { KeyRightsService } from '../../../features/key-rights/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { AskedFace, type Face } from '../../faces/face.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { listed } from '../../model/listed.js';
import { ApiKeyModels } from '../api-keys/api-key-models.js';
import { ApiKeyPageQuery, asShown, pageFilterOf } from '../api-keys/api-key-page-query.dto.js';
import { AllApiTokensDto, CreateApiTokenRequest, MadeApiTokenDto, MyApiTokensDto } from './api-token.dto.js';
import { ApiTokenModels, tokensPath } from './api-token-models.js';
import { AllApiTokensView, MyApiTokensView } from './api-tokens.view.js';
import { MadeApiTokenView } from './shown-token.view.js';

@Pages('org/:organisation/organisation/api-token', 'API tokens')
export class ApiTokenListController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly models: ApiTokenModels,
    private readonly rights: KeyRightsService,
    private readonly owners: ApiKeyModels,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listMyApiTokens', summary: 'Your API tokens, and what a new one is made of' })
  @ApiOkResponse({ type: MyApiTokensDto })
  @Shows(MyApiTokensView)
  async mine(@CurrentCaller() caller: Member, @Query() given: ApiKeyPageQuery, @AskedFace() face: Face): Promise<MyApiTokensDto> {
    const query = asShown(given, face);
    const found = await this.keys.list(caller, undefined, this.filter(query), keySliceOf(query));
    const path = tokensPath(caller.organisation);
    const mayMake = await this.rights.mayMakeKeys(caller);
    const list = listed(path, query, found, await this.models.of(caller, found.items), { ...this.models.tabsOf(caller), submit: mayMake ? path : null });
    return { ...list, fields: mayMake ? await this.models.fields(caller) : [] };
  }

  @Post()
  @Idempotent()
  @SignedIn()
  @TakesForm(CreateApiTokenRequest, 'ApiTokenForm')
  @ApiOperation({ operationId: 'generateApiToken', summary: 'Generate an API token', description: 'Its text is in the answer; later only where `May Be Shown Again` was said.' })
  @ApiCreatedResponse({ type: MadeApiTokenDto })
  @Submits<ApiTokenListController, MadeApiTokenDto, MyApiTokensDto>({ shows: MadeApiTokenView, form: { view: MyApiTokensView, model: myTokens } })
  async generate(@CurrentCaller() caller: Member, @FormBody(CreateApiTokenRequest, { explicit: ['permissions'] }) form: CreateApiTokenRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MadeApiTokenDto> {
    const { apiKey, text, freshness } = await this.createKey.run(caller, toNewApiKey(form));
    epochHeader(reply, freshness);
    return { ...(await this.models.one(caller, apiKey)), ...(text !== null && { key: text }) };
  }

  @Get('all')
  @RequiresInOrganisation('api-key.read-all')
  @ApiOperation({ operationId: 'listAllApiTokens', summary: 'The API tokens of everybody in the organisation' })
  @ApiOkResponse({ type: AllApiTokensDto })
  @Shows(AllApiTokensView)
  async all(@CurrentCaller() caller: Member, @Query() given: ApiKeyPageQuery, @AskedFace() face: Face): Promise<AllApiTokensDto> {
    const query = asShown(given, face);
    const found = await this.keys.list(caller, ownerOf(query) ?? 'all', this.filter(query), keySliceOf(query));
    const path = tokensPath(caller.organisation, 'all');
    const { owner, ways } = await this.owners.ownerIn(caller, path, query);
    return { ...listed(path, query, found, await this.models.of(caller, found.items), { ...this.models.tabsOf(caller), ...ways }), Owner: owner };
  }

  private filter(query: ApiKeyPageQuery) {
    return { ...pageFilterOf(query, this.clock.now()), kind: 'personal' as const };
  }
}

/** The page comes back as it is first seen. */
function myTokens(page: ApiTokenListController, caller: Caller, _request: FastifyRequest): Promise<MyApiTokensDto> {
  return page.mine(caller as Member, {}, 'html');
}
