import { Body, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ApiAccessesService } from '../api-accesses/api-accesses.service.js';
import { CreateApiAccessesRequest, UpdateApiAccessesRequest, UpdateApiAccessRequest } from '../api-accesses/api-access.dto.js';
import type { Written } from '../api-accesses/bulk.js';
import { apiAccessResource } from '../entities/api-access.resource.js';
import { Collections, type Parameters } from '../reading/collections.js';
import type { Entity, Envelope } from '../wire/envelope.js';
import { ApiAccessDto, ApiAccessesDto, ApiAccessesErrorDto } from './api-access-entity.dto.js';
import { TakesCollectionQuery, TakesFields, TakesQuery } from './collection-docs.js';
import { OctaneRoutes } from './octane-routes.js';

const Workspace = () => Param('workspace');
const partly = { type: ApiAccessesErrorDto, description: 'Some were refused; `data` holds the others. One alone answers its own status.' };
const whoMay = 'Those who may see it and made it; for the keys of others `api-key.manage-all` is needed.';

@OctaneRoutes('api_accesses')
export class ApiAccessesController {
  constructor(
    private readonly collections: Collections,
    private readonly accesses: ApiAccessesService,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listApiAccesses', summary: 'Your API accesses; with `api-key.read-all` everybody\'s' })
  @TakesCollectionQuery()
  @ApiOkResponse({ type: ApiAccessesDto })
  list(@CurrentCaller() caller: Member, @Workspace() workspace: string | undefined, @Query() query: Parameters): Promise<Envelope> {
    return this.collections.list(apiAccessResource, caller, workspace, query);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'getApiAccess', summary: 'One API access' })
  @TakesFields()
  @ApiOkResponse({ type: ApiAccessDto })
  get(@CurrentCaller() caller: Member, @Workspace() workspace: string | undefined, @Param('id') id: string, @Query() query: Parameters): Promise<Entity> {
    return this.collections.get(apiAccessResource, caller, workspace, id, query);
  }

  @Post()
  @SignedIn()
  @ApiOperation({
    operationId: 'createApiAccesses',
    summary: 'Make API accesses',
    description: 'Needs `api-key.create-service` in the scope of each workspace role, and all that is in the role.',
  })
  @ApiBody({ type: CreateApiAccessesRequest })
  @TakesFields()
  @ApiCreatedResponse({ type: ApiAccessesDto })
  @ApiConflictResponse(partly)
  async create(
    @CurrentCaller() caller: Member,
    @Workspace() workspace: string | undefined,
    @Body() body: Record<string, unknown>,
    @Query() query: Parameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity> {
    return answer(reply, await this.accesses.create(caller, workspace, body, query));
  }

  @Put()
  @SignedIn()
  @ApiOperation({ operationId: 'updateApiAccesses', summary: 'Change API accesses, by their ids or by a query', description: whoMay })
  @ApiBody({ type: UpdateApiAccessesRequest })
  @TakesFields()
  @TakesQuery()
  @ApiOkResponse({ type: ApiAccessesDto })
  @ApiConflictResponse(partly)
  async changeMany(
    @CurrentCaller() caller: Member,
    @Workspace() workspace: string | undefined,
    @Body() body: Record<string, unknown>,
    @Query() query: Parameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity> {
    return answer(reply, await this.accesses.changeMany(caller, workspace, body, query));
  }

  @Put(':id')
  @SignedIn()
  @ApiOperation({
    operationId: 'updateApiAccess',
    summary: 'Change, revoke or regenerate an API access',
    description: `${whoMay} A new secret is given only by those who hold all that the key holds.`,
  })
  @ApiBody({ type: UpdateApiAccessRequest })
  @TakesFields()
  @ApiOkResponse({ type: ApiAccessDto })
  async change(
    @CurrentCaller() caller: Member,
    @Workspace() workspace: string | undefined,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Query() query: Parameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity> {
    return answer(reply, await this.accesses.change(caller, workspace, id, body, query));
  }

  @Delete(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'deleteApiAccess', summary: 'End an API access for ever', description: whoMay })
  @TakesFields()
  @ApiOkResponse({ type: ApiAccessDto })
  async delete(
    @CurrentCaller() caller: Member,
    @Workspace() workspace: string | undefined,
    @Param('id') id: string,
    @Query() query: Parameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity> {
    return answer(reply, await this.accesses.delete(caller, workspace, id, query));
  }

  @Delete()
  @SignedIn()
  @ApiOperation({ operationId: 'deleteApiAccesses', summary: 'End all API accesses that a query means', description: whoMay })
  @TakesFields()
  @TakesQuery(true)
  @ApiOkResponse({ type: ApiAccessesDto })
  @ApiConflictResponse(partly)
  async deleteMany(
    @CurrentCaller() caller: Member,
    @Workspace() workspace: string | undefined,
    @Query() query: Parameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity> {
    return answer(reply, await this.accesses.deleteMany(caller, workspace, query));
  }
}

/** Documented bodies have no room for the receipt of a change: it goes into a header. */
function answer(reply: FastifyReply, { status, body, epoch }: Written): Entity {
  reply.status(status);
  if (epoch !== null) reply.header('latchkey-epoch', epoch);
  return body;
}
