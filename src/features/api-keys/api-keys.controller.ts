import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, SignedIn } from '../../access/http/index.js';
import type { Changed } from '../../platform/freshness/index.js';
import { fromOptionalInstant, IdParam } from '../../platform/http/index.js';
import { ApiKeyDto, ApiKeyPage, ChangedApiKeyDto, IssuedApiKeyDto, OneApiKeyDto, RotatedApiKeyDto, toApiKeyDto, toDrainingSecretDto } from './api-key.dto.js';
import { ApiKeyQuery, keyFilterOf, keySliceOf, ownerOf } from './api-key-query.dto.js';
import {
  CreateApiKeyRequest,
  RevokeApiKeyRequest,
  RotateApiKeyRequest,
  toApiKeyChanges,
  toNewApiKey,
  toRotation,
  UpdateApiKeyRequest,
} from './api-key-requests.dto.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { CreateApiKey, type IssuedApiKey } from './create-api-key.js';
import { RotateApiKey } from './rotation/rotate-api-key.js';
import { KeyNotesReader } from './key-notes-reader.js';

const whoMay = 'Its owner, the key itself or the key it was made with; for others `api-key.manage-all` is needed.';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly createKey: CreateApiKey,
    private readonly rotateKey: RotateApiKey,
    private readonly notes: KeyNotesReader,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listApiKeys', summary: 'API keys: your own, or with `api-key.read-all` those of others' })
  @ApiOkResponse({ type: ApiKeyPage })
  async list(@CurrentCaller() caller: Member, @Query() query: ApiKeyQuery): Promise<ApiKeyPage> {
    const { items, nextCursor } = await this.keys.list(caller, ownerOf(query), keyFilterOf(query), keySliceOf(query));
    const noteOf = await this.notes.of(caller.organisation.id, items);
    return { items: items.map((key) => toApiKeyDto(key, noteOf(key))), nextCursor };
  }

  @Post()
  @Idempotent()
  @SignedIn()
  @ApiOperation({
    operationId: 'createApiKey',
    summary: 'Make an API key',
    description: 'Members make personal keys for themselves; a service key needs `api-key.create-service` in the scope of each of its roles.',
  })
  @ApiCreatedResponse({ type: IssuedApiKeyDto })
  async create(@CurrentCaller() caller: Member, @Body() body: CreateApiKeyRequest): Promise<IssuedApiKeyDto> {
    return this.issued(await this.createKey.run(caller, toNewApiKey(body)));
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiKey', summary: 'One API key', description: 'Your own, or with `api-key.read-all` any.' })
  @ApiOkResponse({ type: OneApiKeyDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<OneApiKeyDto> {
    const key = await this.keys.get(caller, id);
    return { ...(await this.shown(key)), drainingSecrets: (await this.notes.draining(key)).map(toDrainingSecretDto) };
  }

  @Patch(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'updateApiKey', summary: 'Rename an API key, change its permissions or its expiry', description: whoMay })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async update(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: UpdateApiKeyRequest): Promise<ChangedApiKeyDto> {
    return this.changed(await this.keys.update(caller, id, toApiKeyChanges(body)));
  }

  @Delete(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'deleteApiKey', summary: 'Revoke an API key and hide it from the usual lists', description: whoMay })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedApiKeyDto> {
    return this.changed(await this.keys.delete(caller, id));
  }

  @Post(':id/activate')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ operationId: 'activateApiKey', summary: 'Take a deactivated API key again', description: whoMay })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async activate(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedApiKeyDto> {
    return this.changed(await this.keys.activate(caller, id));
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ operationId: 'deactivateApiKey', summary: 'Refuse an API key until it is activated again', description: whoMay })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async deactivate(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedApiKeyDto> {
    return this.changed(await this.keys.deactivate(caller, id));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'End an API key for ever', description: whoMay })
  @ApiOkResponse({ type: ChangedApiKeyDto })
  async revoke(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: RevokeApiKeyRequest): Promise<ChangedApiKeyDto> {
    return this.changed(await this.keys.revoke(caller, id, body.reason ?? null));
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Idempotent()
  @SignedIn()
  @ApiOperation({
    operationId: 'rotateApiKey',
    summary: 'Get a new text for an API key',
    description: 'Personal keys: only their owner. Service keys: whoever holds all that they hold.',
  })
  @ApiOkResponse({ type: RotatedApiKeyDto })
  async rotate(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: RotateApiKeyRequest): Promise<RotatedApiKeyDto> {
    const rotated = await this.rotateKey.run(caller, id, toRotation(body));
    return { ...(await this.issued(rotated)), oldSecretUntil: fromOptionalInstant(rotated.oldSecretUntil) };
  }

  private async shown(key: ApiKey): Promise<ApiKeyDto> {
    const noteOf = await this.notes.of(key.organisationId, [key]);
    return toApiKeyDto(key, noteOf(key));
  }

  private async changed(key: Changed<ApiKey>): Promise<ChangedApiKeyDto> {
    return { ...(await this.shown(key)), freshness: key.freshness };
  }

  private async issued({ apiKey, text, freshness }: Changed<IssuedApiKey>): Promise<IssuedApiKeyDto> {
    return { ...(await this.shown(apiKey)), ...(text !== null && { key: text }), freshness };
  }
}
