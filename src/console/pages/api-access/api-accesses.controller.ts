import { Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, refusal } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
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
import { ApiAccessFormDto, ApiAccessListDto, CreateApiAccessRequest, MadeApiAccessDto } from './api-access.dto.js';
import { ApiAccessModels, accessPath } from './api-access-models.js';
import { ApiAccessesView } from './api-accesses.view.js';
import { ApiAccessFormView, MadeApiAccessView } from './making.view.js';

/** Service keys, as people who run machines think of them: an access with roles of its own. */
@Pages('org/:organisation/organisation/api-access', 'API access')
export class ApiAccessListController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly models: ApiAccessModels,
    private readonly rights: KeyRightsService,
    private readonly owners: ApiKeyModels,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listApiAccessPages', summary: 'Service keys: those you made, or with `api-key.read-all` everybody\'s' })
  @ApiOkResponse({ type: ApiAccessListDto })
  @Shows(ApiAccessesView)
  async list(@CurrentCaller() caller: Member, @Query() given: ApiKeyPageQuery, @AskedFace() face: Face): Promise<ApiAccessListDto> {
    const query = asShown(given, face);
    const filter = { ...pageFilterOf(query, this.clock.now()), kind: 'service' as const };
    const found = await this.keys.list(caller, ownerOf(query) ?? this.models.scopeOf(caller), filter, keySliceOf(query));
    const create = this.models.mayMake(caller) && (await this.rights.mayMakeKeys(caller)) ? accessPath(caller.organisation, 'create') : null;
    const path = accessPath(caller.organisation);
    const { owner, ways } = await this.owners.ownerIn(caller, path, query);
    return { ...listed(path, query, found, await this.models.of(caller, found.items), { create, ...ways }), Owner: owner };
  }

  @Get('create')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiAccessForm', summary: 'What a new service key is made of' })
  @ApiOkResponse({ type: ApiAccessFormDto })
  @Shows(ApiAccessFormView)
  async form(@CurrentCaller() caller: Member): Promise<ApiAccessFormDto> {
    await this.rights.demand(caller);
    if (!this.models.mayMake(caller)) throw refusal(caller, ['api-key.create-service']);
    return this.models.form(caller);
  }

  @Post('create')
  @Idempotent()
  @SignedIn()
  @TakesForm(CreateApiAccessRequest, 'ApiAccessForm')
  @ApiOperation({
    operationId: 'createApiAccessPage',
    summary: 'Make a service key',
    description: 'Needs `api-key.create-service` in the scope of each of its roles. Its text is shown this one time, when no secret was chosen.',
  })
  @ApiCreatedResponse({ type: MadeApiAccessDto })
  @Submits<ApiAccessListController, MadeApiAccessDto, ApiAccessFormDto>({ shows: MadeApiAccessView, form: { view: ApiAccessFormView, model: (page, caller) => page.form(caller as Member) } })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateApiAccessRequest) form: CreateApiAccessRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MadeApiAccessDto> {
    const { apiKey, text, freshness } = await this.createKey.run(caller, toNewApiKey({ ...form, kind: 'service' }));
    epochHeader(reply, freshness);
    return { ...(await this.models.one(caller, apiKey)), ...(text !== null && { key: text }) };
  }
}
