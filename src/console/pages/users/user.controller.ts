import { Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { UpdateUserRequest, UsersService } from '../../../features/users/index.js';
import { IdParam, pathId } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { UserDetailDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { UserView } from './user.view.js';

const Answers = () => ApiOkResponse({ type: UserDetailDto });

@Pages('org/:organisation/organisation/user/:id', 'users')
export class UserPageController {
  constructor(
    private readonly users: UsersService,
    private readonly models: UserModels,
  ) {}

  @Get()
  @Requires('user.read')
  @ApiOperation({ operationId: 'getUserPage', summary: 'One user, with groups and roles' })
  @Answers()
  @Shows(UserView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserDetailDto> {
    return this.models.detail(caller, await this.users.get(caller, id));
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('user.update', 'user.read')
  @TakesForm(UpdateUserRequest, 'UserChanges')
  @ApiOperation({ operationId: 'changeUserPage', summary: 'Rename, disable or enable a user in this organisation' })
  @Answers()
  @Submits<UserPageController, UserDetailDto, UserDetailDto>({
    leads: (user) => ({ to: user._links['self']?.href ?? '', says: user.State === 'disabled' ? `${user['Display Name']} is saved, and disabled.` : `${user['Display Name']} is saved.` }),
    form: { view: UserView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  })
  async change(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(UpdateUserRequest) form: UpdateUserRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserDetailDto> {
    const user = await this.users.update(caller, id, form);
    epochHeader(reply, user.freshness);
    return this.models.detail(caller, user);
  }

  @Patch()
  @RequiresInOrganisation('user.update', 'user.read')
  @TakesForm(UpdateUserRequest, 'UserChanges')
  @ApiOperation({ operationId: 'patchUserPage', summary: 'The same' })
  @Answers()
  patch(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(UpdateUserRequest) form: UpdateUserRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserDetailDto> {
    return this.change(caller, id, form, reply);
  }
}
