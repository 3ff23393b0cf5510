import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../../access/http/index.js';
import { type ApiKey, apiKeyNotFound, ApiKeysService, RevealKey, RotateApiKey, RotateApiKeyRequest, toRotation } from '../../../features/api-keys/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { ApiTokenDto, MadeApiTokenDto, RotatedApiTokenDto } from './api-token.dto.js';
import { ApiTokenModels } from './api-token-models.js';
import { ApiTokenView, RevealedApiTokenView, RotatedApiTokenView } from './shown-token.view.js';
import { withNewSecret } from '../api-keys/api-key-models.js';
import { saysActive, saysDeactivated, saysDeleted } from '../api-keys/said.js';

const Reply = () => Res({ passthrough: true });
const form = {
  view: ApiTokenView,
  model: (page: ApiTokenController, caller: object, request: { readonly params: unknown }) => page.one(caller as Member, pathId(request)),
};
const Leads = (says: (token: ApiTokenDto) => string) =>
  Submits<ApiTokenController, ApiTokenDto, ApiTokenDto>({ leads: (token) => ({ to: token._links['list']?.href ?? '', says: says(token) }), form });
const Activates = () => Leads(saysActive);
const Deactivates = () => Leads(saysDeactivated);
const Deletes = () => Leads(saysDeleted);
const whoMay = 'Its owner, the token itself or the key it was made with; for others `api-key.manage-all` is needed.';

/** What is done with an API token where it stands, in the list. */
@Pages('org/:organisation/organisation/api-token/:id', 'API tokens')
export class ApiTokenController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly revealKey: RevealKey,
    private readonly rotateKey: RotateApiKey,
    private readonly models: ApiTokenModels,
  ) {}

  @Post('activate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'activateApiToken', summary: 'Take a deactivated API token again', description: whoMay })
  @ApiOkResponse({ type: ApiTokenDto })
  @Activates()
  async activate(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiTokenDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.activate(caller, id));
  }

  @Post('deactivate')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'deactivateApiToken', summary: 'Refuse an API token until it is activated again', description: whoMay })
  @ApiOkResponse({ type: ApiTokenDto })
  @Deactivates()
  async deactivate(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiTokenDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.deactivate(caller, id));
  }

  @Post('delete')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'deleteApiToken', summary: 'End an API token for ever and hide it from the lists', description: `${whoMay} Its audit stays.` })
  @ApiOkResponse({ type: ApiTokenDto })
  @Deletes()
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number, @Reply() reply: FastifyReply): Promise<ApiTokenDto> {
    await this.find(caller, id);
    return this.changed(caller, reply, await this.keys.delete(caller, id));
  }

  @Post('rotate')
  @HttpCode(200)
  @Idempotent()
  @SignedIn()
  @TakesForm(RotateApiKeyRequest, 'RotateForm', false)
  @ApiOperation({ operationId: 'rotateApiToken', summary: 'Get a new text for an API token of yours' })
  @ApiOkResponse({ type: RotatedApiTokenDto })
  @Submits<ApiTokenController, RotatedApiTokenDto, ApiTokenDto>({ shows: RotatedApiTokenView, form })
  async rotate(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(RotateApiKeyRequest) body: RotateApiKeyRequest, @Reply() reply: FastifyReply): Promise<RotatedApiTokenDto> {
    await this.find(caller, id);
    const rotated = await this.rotateKey.run(caller, id, toRotation(body));
    epochHeader(reply, rotated.freshness);
    return withNewSecret(await this.models.one(caller, rotated.apiKey), rotated);
  }

  @Post('reveal')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({
    operationId: 'revealApiToken',
    summary: 'See an API token of yours again',
    description: 'Only one made so, and within 5 minutes of signing in; never with a key or a token. Each time is in the audit trail.',
  })
  @ApiOkResponse({ type: MadeApiTokenDto })
  @Submits<ApiTokenController, MadeApiTokenDto, ApiTokenDto>({ shows: RevealedApiTokenView, form })
  async reveal(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<MadeApiTokenDto> {
    const key = await this.find(caller, id);
    const { text } = await this.revealKey.run(caller, id);
    return { ...(await this.models.one(caller, key)), key: text };
  }

  async one(caller: Member, id: number): Promise<ApiTokenDto> {
    return this.models.one(caller, await this.find(caller, id));
  }

  /** Service keys are no tokens of anybody. */
  private async find(caller: Member, id: number): Promise<ApiKey> {
    const key = await this.keys.get(caller, id);
    if (key.kind !== 'personal') throw apiKeyNotFound();
    return key;
  }

  private changed(caller: Member, reply: FastifyReply, key: Changed<ApiKey>): Promise<ApiTokenDto> {
    epochHeader(reply, key.freshness);
    return this.models.one(caller, key);
  }
}
