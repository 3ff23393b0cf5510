import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { type ApiKey, ApiKeysService, apiKeyNotFound, ChangeServiceKey, EndOldSecret, RevokeApiKeyRequest, RotateApiKey, toRotation } from '../../../features/api-keys/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { Seen } from '../../faces/seen.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { demandSeen } from '../../model/seen.js';
import { ApiAccessDetailDto, ApiAccessDto, RegeneratedApiAccessDto, RegenerateRequest, toServiceKeyChanges, UpdateApiAccessRequest } from './api-access.dto.js';
import { accessValues } from './api-access-form.js';
import { ApiAccessModels } from './api-access-models.js';
import { ApiAccessView } from './api-access.view.js';
import { RegeneratedApiAccessView } from './making.view.js';
import { withNewSecret } from '../api-keys/api-key-models.js';
import { saysActive, saysDeactivated, saysDeleted, saysOldEnded, saysRevoked, saysSaved } from '../api-keys/said.js';

const Reply = () => Res({ passthrough: true });
const form = {
  view: ApiAccessView,
  model: (page: ApiAccessController, caller: object, request: { readonly params: unknown }) => page.get(caller as Member, pathId(request)),
};
const Leads = (says: (key: ApiAccessDto) => string, way: 'self' | 'list' = 'self') =>
  Submits<ApiAccessController, ApiAccessDto, ApiAccessDetailDto>({ leads: (key) => ({ to: key._links[way]?.href ?? '', says: says(key) }), form });
const Updates = () => Leads(saysSaved);
const Activates = () => Leads(saysActive);
const Deactivates = () => Leads(saysDeactivated);
const Revokes = () => Leads(saysRevoked);
const Deletes = () => Leads(saysDeleted, 'list');
const EndsOld = () => Leads(saysOldEnded);
const whoMay = 'Whoever made it, the key itself or the key it was made with; for others `api-key.manage-all` is needed.';

@Pages('org/:organisation/organisation/api-access/:id', 'API access')
export class ApiAccessController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly changeKey: ChangeServiceKey,
    private readonly rotateKey: RotateApiKey,
    private readonly endOldSecret: EndOldSecret,
    private readonly models: ApiAccessModels,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getApiAccessPage', summary: 'One service key: what it holds where, how it is used, what was done to it', description: 'One that you made, or with `api-key.read-all` any.' })
  @ApiOkResponse({ type: ApiAccessDetailDto })
  @Shows(ApiAccessView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ApiAccessDetailDto> {
    return this.models.detail(caller, await this.find(caller, id));
  }

  @Post('update')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(UpdateApiAccessRequest, 'ApiAccessChanges')
  @ApiOperation({ operationId: 'updateApiAccessPage', summary: 'Rename a service key, change its roles or its expiry', description: whoMay })
  @ApiOkResponse({ type: ApiAccessDto })
  @Updates()
  async update(
    @CurrentCaller() caller: Member,
    @IdParam() id: number,
    @FormBody(UpdateApiAccessRequest, { emptied: ['purpose', 'expiresAt', 'workspaceRoleIds'] }) body: UpdateApiAccessRequest,
    @Reply() reply: FastifyReply,
    @Seen() seen?: unknown,
  ): Promise<ApiAccessDto> {
    const changes = toServiceKeyChanges(body);
    await demandSeen(seen, async () => accessValues(await this.get(caller, id)), { ...changes });
    return this.changed(caller, reply, await this.changeKey.run(caller, id, changes));
  }

  @Post('secrets/:secretId/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endOldSecretOfApiAccessPage', summary: 'End an old secret before its overlap is over', description: `${whoMay} The newest goes on.` })
  @ApiOkResponse({ type: ApiAccessDto })
  @EndsOld()
  async endOld(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('secretId') secretId: number, @Reply() reply: FastifyReply): Promise<ApiAccessDto> {
    return this.changed(caller, reply, await this.endOldSecret.run(caller, (await this.find(caller, id)).id, secretId));
  }

  @Post('regenerate')
  @HttpCode(200)
  @Idempotent()
  @SignedIn()
  @TakesForm(RegenerateRequest, 'RegenerateForm', false)
  @ApiOperation({
    operationId: 'regenerateApiAccessPage',
    summary: 'Give a service key a new secret',
    description: 'For whoever holds all that it holds. Its client id stays. One that is deactivated is active from then on, with this secret alone.',
  })
  @ApiOkResponse({ type: RegeneratedApiAccessDto })
  @Submits<ApiAccessController, RegeneratedApiAccessDto, ApiAccessDetailDto>({ shows: RegeneratedApiAccessView, form })
  async regenerate(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RegenerateRequest) body: RegenerateRequest, @Reply() reply: FastifyReply): Promise<RegeneratedApiAccessDto> {
    await this.find(caller, id);
    const rotated = await this.rotateKey.run(caller, id, { ...toRotation(body), activates: true });
    epochHeader(reply, rotated.freshness);
    return withNewSecret(await this.models.one(caller, rotated.apiKey), rotated);
  }

  @Post('activate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'activateApiAccessPage', summary: 'Take a deactivated service key again', description: whoMay })
  @ApiOkResponse({ type: ApiAccessDto })
  @Activates()
  async activate(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiAccessDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.activate(caller, id));
  }

  @Post('deactivate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'deactivateApiAccessPage', summary: 'Refuse a service key until it is activated again', description: whoMay })
  @ApiOkResponse({ type: ApiAccessDto })
  @Deactivates()
  async deactivate(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiAccessDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.deactivate(caller, id));
  }

  @Post('revoke')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(RevokeApiKeyRequest, 'RevokeForm', false)
  @ApiOperation({ operationId: 'revokeApiAccessPage', summary: 'End a service key for ever', description: whoMay })
  @ApiOkResponse({ type: ApiAccessDto })
  @Revokes()
  async revoke(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RevokeApiKeyRequest) body: RevokeApiKeyRequest, @Reply() reply: FastifyReply): Promise<ApiAccessDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.revoke(caller, id, body.reason ?? null));
  }

  @Post('delete')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'deleteApiAccessPage', summary: 'End a service key for ever and hide it from the lists', description: `${whoMay} Its audit stays.` })
  @ApiOkResponse({ type: ApiAccessDto })
  @Deletes()
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiAccessDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.delete(caller, id));
  }

  /** Personal keys have pages of their own. */
  private async find(caller: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.get(caller, id);
    if (key.kind !== 'service') throw apiKeyNotFound();
    return key;
  }

  private changed(caller: Member, reply: FastifyReply, key: Changed<ApiKey>): Promise<ApiAccessDto> {
    epochHeader(reply, key.freshness);
    return this.models.one(caller, key);
  }
}
