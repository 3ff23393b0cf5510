import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { ApiKeysService, CreateApiKey, CreateApiKeyRequest, keySliceOf, ownerOf, toNewApiKey } from '../../../features/api-keys/index.js';
import { KeyRightsService } from '../../../features/key-rights/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AskedFace, type Face } from '../../faces/face.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { listed } from '../../model/listed.js';
import { OwnedKeyListDto, MadeApiKeyDto } from './api-key.dto.js';
import { apiKeyForm } from './api-key-form.js';
import { ApiKeyModels, keysPath } from './api-key-models.js';
import { ApiKeyPageQuery, asShown, pageFilterOf } from './api-key-page-query.dto.js';
import { ApiKeysView } from './api-keys.view.js';
import { ApiKeyFormView, MadeApiKeyView } from './making.view.js';

/** So many names are warned of. */
const namesShown = 50;

@Pages('org/:organisation/organisation/api-key', 'API keys')
export class ApiKeyListController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly models: ApiKeyModels,
    private readonly rights: KeyRightsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listApiKeyPages', summary: 'API keys: your own, or with `api-key.read-all` everybody\'s' })
  @ApiOkResponse({ type: OwnedKeyListDto })
  @Shows(ApiKeysView)
  async list(@CurrentCaller() caller: Member, @Query() given: ApiKeyPageQuery, @AskedFace() face: Face): Promise<OwnedKeyListDto> {
    const query = asShown(given, face);
    const usual = mayAt(caller, 'api-key.read-all', { workspaceId: null }) ? 'all' : undefined;
    const found = await this.keys.list(caller, ownerOf(query) ?? usual, pageFilterOf(query, this.clock.now()), keySliceOf(query));
    const toItem = await this.models.of(caller, found.items);
    const path = keysPath(caller.organisation);
    const { owner, ways } = await this.models.ownerIn(caller, path, query);
    const create = (await this.rights.mayMakeKeys(caller)) ? `${path}create/` : null;
    return { ...listed(path, query, found, toItem, { create, ...ways }), Owner: owner };
  }

  @Get('create')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiKeyForm', summary: 'What a new API key is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(ApiKeyFormView)
  async form(@CurrentCaller() caller: Member): Promise<FormModel> {
    await this.rights.demand(caller);
    const { items } = await this.keys.list(caller, undefined, { state: 'active' }, keySliceOf({ limit: namesShown }));
    const taken = [...new Set(items.map(({ name }) => name))];
    return formModel(apiKeyForm, `${keysPath(caller.organisation)}create/`, {
      name: { taken },
      permissions: { options: await this.models.givable(caller), value: [] },
      workspaceIds: { options: await this.models.workspacesOf(caller), value: null },
    });
  }

  @Post('create')
  @Idempotent()
  @SignedIn()
  @TakesForm(CreateApiKeyRequest, 'ApiKeyForm')
  @ApiOperation({ operationId: 'createApiKeyPage', summary: 'Create an API key', description: 'Its text is shown this one time.' })
  @ApiCreatedResponse({ type: MadeApiKeyDto })
  @Submits<ApiKeyListController, MadeApiKeyDto, FormModel>({ shows: MadeApiKeyView, form: { view: ApiKeyFormView, model: (page, caller) => page.form(caller as Member) } })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateApiKeyRequest, { explicit: ['permissions'] }) form: CreateApiKeyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MadeApiKeyDto> {
    const { apiKey, text, freshness } = await this.createKey.run(caller, toNewApiKey(form));
    epochHeader(reply, freshness);
    return { ...(await this.models.one(caller, apiKey)), ...(text !== null && { key: text }) };
  }
}
