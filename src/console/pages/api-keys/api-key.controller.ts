import { Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { type ApiKey, ApiKeysService, RevokeApiKeyRequest, toApiKeyChanges, UpdateApiKeyRequest } from '../../../features/api-keys/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { IdParam, pathId } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { Seen } from '../../faces/seen.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { demandSeen } from '../../model/seen.js';
import { ApiKeyDetailDto, ApiKeyPageDto } from './api-key.dto.js';
import { ApiKeyDetails } from './api-key-details.js';
import { keyValues } from './api-key-form.js';
import { ApiKeyModels } from './api-key-models.js';
import { saysRevoked, saysSaved } from './said.js';
import { ApiKeyView } from './api-key.view.js';

const Reply = () => Res({ passthrough: true });
const Answers = () => ApiOkResponse({ type: ApiKeyPageDto });
const Leads = (says: (key: ApiKeyPageDto) => string) =>
  Submits<ApiKeyPageController, ApiKeyPageDto, ApiKeyDetailDto>({
    leads: (key) => ({ to: key._links['self']?.href ?? '', says: says(key) }),
    form: { view: ApiKeyView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  });
const Updates = () => Leads(saysSaved);
const Revokes = () => Leads(saysRevoked);
const whoMay = 'Its owner, the key itself or the key it was made with; for others `api-key.manage-all` is needed.';

@Pages('org/:organisation/organisation/api-key/:id', 'API keys')
export class ApiKeyPageController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly models: ApiKeyModels,
    private readonly details: ApiKeyDetails,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getApiKeyPage', summary: 'One API key: what it may do, how it is used, what was done to it', description: 'Your own, or with `api-key.read-all` any.' })
  @ApiOkResponse({ type: ApiKeyDetailDto })
  @Shows(ApiKeyView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ApiKeyDetailDto> {
    return this.details.of(caller, await this.keys.get(caller, id));
  }

  @Post()
  @HttpCode(200)
  @SignedIn()
  @TakesForm(UpdateApiKeyRequest, 'ApiKeyChanges')
  @ApiOperation({ operationId: 'changeApiKeyPage', summary: 'Rename an API key, change its permissions or its expiry', description: whoMay })
  @Answers()
  @Updates()
  async change(
    @CurrentCaller() caller: Member,
    @IdParam() id: number,
    @FormBody(UpdateApiKeyRequest, { emptied: ['purpose', 'expiresAt'] }) form: UpdateApiKeyRequest,
    @Reply() reply: FastifyReply,
    @Seen() seen?: unknown,
  ): Promise<ApiKeyPageDto> {
    const changes = toApiKeyChanges(form);
    await demandSeen(seen, async () => keyValues(await this.models.one(caller, await this.keys.get(caller, id))), { ...changes });
    return this.changed(caller, reply, await this.keys.update(caller, id, changes));
  }

  @Patch()
  @SignedIn()
  @TakesForm(UpdateApiKeyRequest, 'ApiKeyChanges')
  @ApiOperation({ operationId: 'patchApiKeyPage', summary: 'The same', description: whoMay })
  @Answers()
  patch(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(UpdateApiKeyRequest, { emptied: ['purpose', 'expiresAt'] }) form: UpdateApiKeyRequest, @Reply() reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.change(caller, id, form, reply);
  }

  @Post('update')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(UpdateApiKeyRequest, 'ApiKeyChanges')
  @ApiOperation({ operationId: 'updateApiKeyPage', summary: 'The same, at the address of the update form', description: whoMay })
  @Answers()
  @Updates()
  update(
    @CurrentCaller() caller: Member,
    @IdParam() id: number,
    @FormBody(UpdateApiKeyRequest, { emptied: ['purpose', 'expiresAt'] }) form: UpdateApiKeyRequest,
    @Reply() reply: FastifyReply,
    @Seen() seen?: unknown,
  ): Promise<ApiKeyPageDto> {
    return this.change(caller, id, form, reply, seen);
  }

  @Post('revoke')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(RevokeApiKeyRequest, 'RevokeForm', false)
  @ApiOperation({ operationId: 'revokeApiKeyPage', summary: 'End an API key for ever', description: whoMay })
  @Answers()
  @Revokes()
  async revoke(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RevokeApiKeyRequest) form: RevokeApiKeyRequest, @Reply() reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.keys.revoke(caller, id, form.reason ?? null));
  }

  @Delete()
  @SignedIn()
  @ApiOperation({ operationId: 'deleteApiKeyPage', summary: 'The same; it stays in the list, revoked', description: whoMay })
  @Answers()
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.keys.revoke(caller, id, null));
  }

  private changed(caller: Member, reply: FastifyReply, key: Changed<ApiKey>): Promise<ApiKeyPageDto> {
    epochHeader(reply, key.freshness);
    return this.models.one(caller, key);
  }
}
