import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { SendPasswordReset } from '../../../features/own-account/index.js';
import { UsersService } from '../../../features/users/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { KeyGenerationForm } from '../key-generation/key-generation.dto.js';
import { KeyGenerationModels } from '../key-generation/key-generation-models.js';
import { UserPageDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { UserSecurityView } from './user-security.view.js';

const saysOf = (user: UserPageDto): string =>
  user['API Key Generation']?.enabled ? `API key generation is enabled for ${user['Display Name']}.` : `API key generation is no longer enabled for ${user['Display Name']}.`;

/** The Security tab of a user. */
@Pages('org/:organisation/organisation/user/:id', 'users')
export class UserSecurityController {
  constructor(
    private readonly users: UsersService,
    private readonly models: UserModels,
    private readonly keyGeneration: KeyGenerationModels,
    private readonly sending: SendPasswordReset,
  ) {}

  @Get('security')
  @RequiresInOrganisation('user.read')
  @ApiOperation({ operationId: 'getUserSecurity', summary: 'How the user gets in', description: 'Whether the user may generate API keys, and why, for those who manage that.' })
  @ApiOkResponse({ type: UserPageDto })
  @Shows(UserSecurityView)
  async get(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserPageDto> {
    return this.models.one(caller, await this.users.get(caller, id));
  }

  @Post('password-reset')
  @HttpCode(200)
  @RequiresInOrganisation('user.update', 'user.read')
  @TakesForms()
  @ApiOperation({ operationId: 'sendPasswordResetPage', summary: 'Send the user a link to set a new password', description: 'The mail goes to the address of the account; nobody else sees what is in it. Until it is used, nothing changes.' })
  @ApiOkResponse({ type: UserPageDto })
  @ApiResponse({ status: 409, type: PageErrorDto, description: 'The person has not accepted the invitation yet, or is disabled.' })
  @ApiResponse({ status: 429, type: PageErrorDto, description: 'Too many to one user, or in one organisation; see `Retry-After`.' })
  @Submits<UserSecurityController, UserPageDto, UserPageDto>({
    leads: ({ Email, _links }) => ({ to: _links['security']?.href ?? '', says: `A link to set a new password is on its way to ${Email}. It is good for 1 hour, and once.` }),
    form: { view: UserSecurityView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  })
  async sendPasswordReset(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserPageDto> {
    await this.sending.run(caller, id);
    return this.get(caller, id);
  }

  @Post('key-generation')
  @HttpCode(200)
  @RequiresInOrganisation('key-right.manage', 'user.read')
  @TakesForm(KeyGenerationForm, 'KeyGenerationForm')
  @ApiOperation({ operationId: 'setUserKeyGeneration', summary: 'Enable or disable API key generation for the user', description: 'Who gains it and has signed in before is told by mail.' })
  @ApiOkResponse({ type: UserPageDto })
  @Submits<UserSecurityController, UserPageDto, UserPageDto>({
    leads: (user) => ({ to: user._links['security']?.href ?? '', says: saysOf(user) }),
    form: { view: UserSecurityView, model: (page, caller, request) => page.get(caller as Member, pathId(request)) },
  })
  async set(@CurrentCaller() caller: Member, @IdParam() id: number, @FormBody(KeyGenerationForm) form: KeyGenerationForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserPageDto> {
    await this.users.get(caller, id);
    const { freshness } = await this.keyGeneration.setUsers(caller, [id], form.enabled);
    epochHeader(reply, freshness);
    return this.get(caller, id);
  }
}
