import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { type ApiKey, ApiKeysService, EndOldSecret, RevealKey, RotateApiKey, RotateApiKeyRequest, toRotation } from '../../../features/api-keys/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { ApiKeyDetailDto, ApiKeyPageDto, MadeApiKeyDto, RotatedKeyPageDto } from './api-key.dto.js';
import { ApiKeyDetails } from './api-key-details.js';
import { ApiKeyModels, withNewSecret } from './api-key-models.js';
import { ApiKeyView } from './api-key.view.js';
import { RevealedApiKeyView, RotatedApiKeyView } from './making.view.js';
import { saysActive, saysDeactivated, saysDeleted, saysOldEnded } from './said.js';

const form = {
  view: ApiKeyView,
  model: (page: ApiKeyActionsController, caller: object, request: { readonly params: unknown }) => page.page(caller as Member, pathId(request)),
};
const Leads = (says: (key: ApiKeyPageDto) => string, way: 'self' | 'list' = 'self') =>
  Submits<ApiKeyActionsController, ApiKeyPageDto, ApiKeyDetailDto>({ leads: (key) => ({ to: key._links[way]?.href ?? '', says: says(key) }), form });
const Activates = () => Leads(saysActive);
const Deactivates = () => Leads(saysDeactivated);
const Deletes = () => Leads(saysDeleted, 'list');
const EndsOld = () => Leads(saysOldEnded);
const whoMay = 'Its owner, the key itself or the key it was made with; for others `api-key.manage-all` is needed.';

/** What is done with a key on its page besides changing what it is. */
@Pages('org/:organisation/organisation/api-key/:id', 'API keys')
export class ApiKeyActionsController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly revealKey: RevealKey,
    private readonly rotateKey: RotateApiKey,
    private readonly endOldSecret: EndOldSecret,
    private readonly models: ApiKeyModels,
    private readonly details: ApiKeyDetails,
  ) {}

  @Post('activate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'activateApiKeyPage', summary: 'Take a deactivated API key again', description: whoMay })
  @ApiOkResponse({ type: ApiKeyPageDto })
  @Activates()
  async activate(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.keys.activate(caller, id));
  }

  @Post('deactivate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'deactivateApiKeyPage', summary: 'Refuse an API key until it is activated again', description: whoMay })
  @ApiOkResponse({ type: ApiKeyPageDto })
  @Deactivates()
  async deactivate(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.keys.deactivate(caller, id));
  }

  @Post('delete')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'removeApiKeyPage', summary: 'End an API key for ever and hide it from the lists', description: `${whoMay} Its audit stays.` })
  @ApiOkResponse({ type: ApiKeyPageDto })
  @Deletes()
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.keys.delete(caller, id));
  }

  @Post('rotate')
  @HttpCode(200)
  @Idempotent()
  @SignedIn()
  @TakesForm(RotateApiKeyRequest, 'RotateForm', false)
  @ApiOperation({ operationId: 'rotateApiKeyPage', summary: 'Get a new text for an API key', description: 'Personal keys: only their owner. Service keys: whoever holds all that they hold.' })
  @ApiOkResponse({ type: RotatedKeyPageDto })
  @Submits<ApiKeyActionsController, RotatedKeyPageDto, ApiKeyDetailDto>({ shows: RotatedApiKeyView, form })
  async rotate(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RotateApiKeyRequest) body: RotateApiKeyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<RotatedKeyPageDto> {
    const rotated = await this.rotateKey.run(caller, id, toRotation(body));
    epochHeader(reply, rotated.freshness);
    return withNewSecret(await this.models.one(caller, rotated.apiKey), rotated);
  }

  @Post('secrets/:secretId/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endOldSecretPage', summary: 'End an old secret before its overlap is over', description: `${whoMay} The newest goes on.` })
  @ApiOkResponse({ type: ApiKeyPageDto })
  @EndsOld()
  async endOld(@CurrentCaller() caller: Member, @IdParam() id: number, @IdParam('secretId') secretId: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<ApiKeyPageDto> {
    return this.changed(caller, reply, await this.endOldSecret.run(caller, id, secretId));
  }

  @Post('reveal')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({
    operationId: 'revealApiKeyPage',
    summary: 'See the text of your API key again',
    description: 'Only for keys made so, for their owner, and within 5 minutes of signing in; never with a key or a token. Each time is in the audit trail.',
  })
  @ApiOkResponse({ type: MadeApiKeyDto })
  @Submits<ApiKeyActionsController, MadeApiKeyDto, ApiKeyDetailDto>({ shows: RevealedApiKeyView, form })
  async reveal(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<MadeApiKeyDto> {
    const { text } = await this.revealKey.run(caller, id);
    return { ...(await this.models.one(caller, await this.keys.get(caller, id))), key: text };
  }

  /** The page the forms stand on. */
  async page(caller: Member, id: number): Promise<ApiKeyDetailDto> {
    return this.details.of(caller, await this.keys.get(caller, id));
  }

  private changed(caller: Member, reply: FastifyReply, key: Changed<ApiKey>): Promise<ApiKeyPageDto> {
    epochHeader(reply, key.freshness);
    return this.models.one(caller, key);
  }
}
