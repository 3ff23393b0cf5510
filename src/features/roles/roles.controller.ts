import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../access/http/index.js';
import { IdParam, toId } from '../../platform/http/index.js';
import { NamedListQuery, namedSliceOf, sortedPageOf } from '../../platform/lists/index.js';
import { ChangedRoleDto, CreateRoleRequest, RoleDto, RolePage, toRoleDto, UpdateRoleRequest } from './role.dto.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';

@ApiTags('roles')
@Controller('api/v1/organisations/:organisation/roles')
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly rows: RolesRepository,
  ) {}

  @Get()
  @Requires('role.read')
  @ApiOperation({ operationId: 'listRoles', summary: 'The roles of the organisation' })
  @ApiOkResponse({ type: RolePage })
  async list(@CurrentCaller() caller: Member, @Query() query: NamedListQuery): Promise<RolePage> {
    const slice = namedSliceOf(query);
    return sortedPageOf(await this.rows.list(caller.organisation.id, query.search, slice), slice, toRoleDto);
  }

  @Post()
  @Idempotent()
  @RequiresInOrganisation('role.create')
  @ApiOperation({ operationId: 'createRole', summary: 'Make a role', description: 'You must hold all that you put into it, in the organisation as a whole.' })
  @ApiCreatedResponse({ type: ChangedRoleDto })
  async create(@CurrentCaller() caller: Member, @Body() body: CreateRoleRequest): Promise<ChangedRoleDto> {
    const basedOnRoleId = body.basedOnRoleId === undefined ? undefined : toId(body.basedOnRoleId);
    const role = await this.roles.create(caller, { ...body, basedOnRoleId });
    return { ...toRoleDto(role), freshness: role.freshness };
  }

  @Get(':id')
  @Requires('role.read')
  @ApiOperation({ operationId: 'getRole', summary: 'One role' })
  @ApiOkResponse({ type: RoleDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<RoleDto> {
    return toRoleDto(await this.roles.get(caller, id));
  }

  @Patch(':id')
  @RequiresInOrganisation('role.update')
  @ApiOperation({ operationId: 'updateRole', summary: 'Rename a role or change what it holds', description: 'Everybody who holds it is affected at once.' })
  @ApiOkResponse({ type: ChangedRoleDto })
  async update(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: UpdateRoleRequest): Promise<ChangedRoleDto> {
    const role = await this.roles.update(caller, id, body);
    return { ...toRoleDto(role), freshness: role.freshness };
  }

  @Delete(':id')
  @RequiresInOrganisation('role.delete')
  @ApiOperation({ operationId: 'deleteRole', summary: 'Delete a role', description: 'Whoever held it holds it no more.' })
  @ApiOkResponse({ type: ChangedRoleDto })
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedRoleDto> {
    const role = await this.roles.delete(caller, id);
    return { ...toRoleDto(role), freshness: role.freshness };
  }
}
