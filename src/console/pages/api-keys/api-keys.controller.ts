import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ApiKeysService, CreateApiKey, CreateApiKeyRequest, toNewApiKey } from '../../../features/api-keys/index.js';
import { PageQuery, sliceOf } from '../../../platform/http/index.js';
import { Pages } from '../../faces/pages.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { listed } from '../../model/listed.js';
import { ApiKeyListDto, MadeApiKeyDto } from './api-key.dto.js';
import { apiKeyForm } from './api-key-form.js';
import { ApiKeyModels, keysPath } from './api-key-models.js';

@Pages('org/:organisation/organisation/api-key', 'API keys')
export class ApiKeyListController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly models: ApiKeyModels,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listApiKeyPages', summary: 'API keys: your own, or with `api-key.read-all` everybody\'s' })
  @ApiOkResponse({ type: ApiKeyListDto })
  async list(@CurrentCaller() caller: Member, @Query() query: PageQuery): Promise<ApiKeyListDto> {
    const isForAll = mayAt(caller, 'api-key.read-all', { workspaceId: null });
    const found = await this.keys.list(caller, isForAll ? 'all' : undefined, {}, sliceOf(query));
    const toItem = await this.models.of(caller.organisation, found.items);
    const path = keysPath(caller.organisation);
    return listed(path, query, found, toItem, { create: `${path}create/` });
  }

  @Get('create')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiKeyForm', summary: 'What a new API key is made of' })
  @ApiOkResponse({ type: FormModelDto })
  async form(@CurrentCaller() caller: Member): Promise<FormModel> {
    return formModel(apiKeyForm, `${keysPath(caller.organisation)}create/`, { permissions: { options: await this.models.givable(caller) } });
  }

  @Post('create')
  @Idempotent()
  @SignedIn()
  @TakesForm(CreateApiKeyRequest, 'ApiKeyForm')
  @ApiOperation({ operationId: 'createApiKeyPage', summary: 'Make an API key', description: 'Its text is shown this one time.' })
  @ApiCreatedResponse({ type: MadeApiKeyDto })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateApiKeyRequest) form: CreateApiKeyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MadeApiKeyDto> {
    const { apiKey, text, freshness } = await this.createKey.run(caller, toNewApiKey(form));
    epochHeader(reply, freshness);
    return { ...(await this.models.one(caller.organisation, apiKey)), ...(text !== null && { key: text }) };
  }
}
