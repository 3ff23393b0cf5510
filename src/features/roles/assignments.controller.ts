import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires } from '../../access/http/index.js';
import { IdParam, pageOf, sliceOf, toId } from '../../platform/http/index.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { AssignmentsService } from './assignments.service.js';
import {
  ChangedRoleAssignmentDto,
  CreateRoleAssignmentRequest,
  RoleAssignmentPage,
  RoleAssignmentQuery,
  toAssignmentFilter,
  toRoleAssignmentDto,
  toSubject,
} from './role-assignment.dto.js';
import { RolesRepository } from './roles.repository.js';
import { toWorkspaceRoleDto, WorkspaceRolePage, WorkspaceRoleQuery } from './workspace-role.dto.js';

@ApiTags('roles')
@Controller('api/v1/organisations/:organisation')
export class AssignmentsController {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly rows: AssignmentsRepository,
    private readonly roles: RolesRepository,
  ) {}

  @Get('workspace-roles')
  @Requires('role.read')
  @ApiOperation({ operationId: 'listWorkspaceRoles', summary: 'Roles in their scopes: what can be assigned' })
  @ApiOkResponse({ type: WorkspaceRolePage })
  async workspaceRoles(@CurrentCaller() caller: Member, @Query() query: WorkspaceRoleQuery): Promise<WorkspaceRolePage> {
    const slice = sliceOf(query);
    const filter = {
      ...(query.roleId !== undefined && { roleId: toId(query.roleId) }),
      ...(query.workspaceId !== undefined && { workspaceId: toId(query.workspaceId) }),
    };
    return pageOf(await this.roles.listScopes(caller.organisation.id, filter, slice), slice, toWorkspaceRoleDto);
  }

  @Get('role-assignments')
  @Requires('role.read')
  @ApiOperation({ operationId: 'listRoleAssignments', summary: 'Who holds which role where' })
  @ApiOkResponse({ type: RoleAssignmentPage })
  async list(@CurrentCaller() caller: Member, @Query() query: RoleAssignmentQuery): Promise<RoleAssignmentPage> {
    const slice = sliceOf(query);
    return pageOf(await this.rows.list(caller.organisation.id, toAssignmentFilter(query), slice), slice, toRoleAssignmentDto);
  }

  @Post('role-assignments')
  @Idempotent()
  @Requires('role.assign')
  @ApiOperation({
    operationId: 'createRoleAssignment',
    summary: 'Give a role to a user or a group',
    description: 'You must hold `role.assign` and all that is in the role, in its scope.',
  })
  @ApiCreatedResponse({ type: ChangedRoleAssignmentDto })
  async create(@CurrentCaller() caller: Member, @Body() body: CreateRoleAssignmentRequest): Promise<ChangedRoleAssignmentDto> {
    const assignment = await this.assignments.create(caller, toId(body.workspaceRoleId), toSubject(body));
    return { ...toRoleAssignmentDto(assignment), freshness: assignment.freshness };
  }

  @Delete('role-assignments/:id')
  @Requires('role.assign')
  @ApiOperation({ operationId: 'deleteRoleAssignment', summary: 'Take a role away' })
  @ApiOkResponse({ type: ChangedRoleAssignmentDto })
  async delete(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedRoleAssignmentDto> {
    const assignment = await this.assignments.delete(caller, id);
    return { ...toRoleAssignmentDto(assignment), freshness: assignment.freshness };
  }
}
