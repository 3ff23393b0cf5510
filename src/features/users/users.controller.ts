import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../access/http/index.js';
import { IdParam, ProblemDto } from '../../platform/http/index.js';
import { sortedPageOf } from '../../platform/lists/index.js';
import { ChangedUserDto, CreateUserRequest, InvitedUserDto, toBelongings, toUserDto, UpdateUserRequest, UserDto, userFilterOf, UserPage, UserQuery, userSliceOf } from './user.dto.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('api/v1/organisations/:organisation/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly rows: UsersRepository,
  ) {}

  @Get()
  @Requires('user.read')
  @ApiOperation({ operationId: 'listUsers', summary: 'The users of the organisation' })
  @ApiOkResponse({ type: UserPage })
  async list(@CurrentCaller() caller: Member, @Query() query: UserQuery): Promise<UserPage> {
    const slice = userSliceOf(query);
    return sortedPageOf(await this.rows.list(caller.organisation.id, userFilterOf(query), slice), slice, toUserDto);
  }

  @Post()
  @Idempotent()
  @RequiresInOrganisation('user.create')
  @ApiOperation({ operationId: 'createUser', summary: 'Add a person to the organisation', description: 'With groups and roles, all or nothing. A login whose invitation was withdrawn is invited anew, with nothing that was given to it before.' })
  @ApiCreatedResponse({ type: InvitedUserDto })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many invitations by the caller or in the organisation; see `Retry-After`. Nobody was added.' })
  async create(@CurrentCaller() caller: Member, @Body() body: CreateUserRequest): Promise<InvitedUserDto> {
    const user = await this.users.create(caller, body, toBelongings(body));
    return { ...toUserDto(user), invitationGoesTo: user.invitationGoesTo, freshness: user.freshness };
  }

  @Get(':id')
  @Requires('user.read')
  @ApiOperation({ operationId: 'getUser', summary: 'One user' })
  @ApiOkResponse({ type: UserDto })
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserDto> {
    return toUserDto(await this.users.get(caller, id));
  }

  @Patch(':id')
  @RequiresInOrganisation('user.update')
  @ApiOperation({ operationId: 'updateUser', summary: 'Rename, disable or enable a user in this organisation' })
  @ApiOkResponse({ type: ChangedUserDto })
  async update(@CurrentCaller() caller: Member, @IdParam() id: number, @Body() body: UpdateUserRequest): Promise<ChangedUserDto> {
    const user = await this.users.update(caller, id, body);
    return { ...toUserDto(user), freshness: user.freshness };
  }
}
