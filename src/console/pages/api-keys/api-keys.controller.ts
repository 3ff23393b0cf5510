import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ApiKeysService, CreateApiKey, CreateApiKeyRequest, keySliceOf, toNewApiKey } from '../../../features/api-keys/index.js';
import { PageQuery } from '../../../platform/http/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { listed } from '../../model/listed.js';
import { ApiKeyListDto, MadeApiKeyDto } from './api-key.dto.js';
import { apiKeyForm } from './api-key-form.js';
import { ApiKeyModels, keysPath } from './api-key-models.js';
import { ApiKeyFormView, ApiKeysView, MadeApiKeyView } from './api-keys.view.js';

/** So many names are warned of. */
const namesShown = 50;

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
  @Shows(ApiKeysView)
  async list(@CurrentCaller() caller: Member, @Query() query: PageQuery): Promise<ApiKeyListDto> {
    const isForAll = mayAt(caller, 'api-key.read-all', { workspaceId: null });
    const found = await this.keys.list(caller, isForAll ? 'all' : undefined, {}, keySliceOf(query));
    const toItem = await this.models.of(caller.organisation, found.items);
    const path = keysPath(caller.organisation);
    return listed(path, query, found, toItem, { create: `${path}create/` });
  }

  @Get('create')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiKeyForm', summary: 'What a new API key is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(ApiKeyFormView)
  async form(@CurrentCaller() caller: Member): Promise<FormModel> {
    const { items } = await this.keys.list(caller, undefined, { state: 'active' }, keySliceOf({ limit: namesShown }));
    const taken = [...new Set(items.map(({ name }) => name))];
    return formModel(apiKeyForm, `${keysPath(caller.organisation)}create/`, { name: { taken }, permissions: { options: await this.models.givable(caller), value: null } });
  }

  @Post('create')
  @Idempotent()
  @SignedIn()
  @TakesForm(CreateApiKeyRequest, 'ApiKeyForm')
  @ApiOperation({ operationId: 'createApiKeyPage', summary: 'Make an API key', description: 'Its text is shown this one time.' })
  @ApiCreatedResponse({ type: MadeApiKeyDto })
  @Submits<ApiKeyListController, MadeApiKeyDto, FormModel>({ shows: MadeApiKeyView, form: { view: ApiKeyFormView, model: (page, caller) => page.form(caller as Member) } })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateApiKeyRequest) form: CreateApiKeyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MadeApiKeyDto> {
    const { apiKey, text, freshness } = await this.createKey.run(caller, toNewApiKey(form));
    epochHeader(reply, freshness);
    return { ...(await this.models.one(caller.organisation, apiKey)), ...(text !== null && { key: text }) };
  }
}
