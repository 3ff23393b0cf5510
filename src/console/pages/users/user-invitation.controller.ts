import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, RequiresInOrganisation } from '../../../access/http/index.js';
import { InvitationsService } from '../../../features/invitations/index.js';
import { type User, UsersService } from '../../../features/users/index.js';
import type { Changed } from '../../../platform/freshness/index.js';
import { IdParam, pathId, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { goesToAccount } from './invitation-words.js';
import { UserDetailDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { UserView } from './user.view.js';

const Leads = (says: (name: string, user: UserDetailDto) => string, way: 'self' | 'list' = 'self') =>
  Submits<UserInvitationController, UserDetailDto, UserDetailDto>({
    leads: (user) => ({ to: user._links[way]?.href ?? '', says: says(user['Display Name'], user) }),
    form: { view: UserView, model: (page, caller, request) => page.model(caller as Member, pathId(request)) },
  });
const Invites = () =>
  Leads((name, user) => `A new invitation is on its way to ${name}; earlier ones are good no longer.${user['Invitation Goes To'] === 'account' ? ` ${goesToAccount}` : ''}`);
const Withdraws = () => Leads((name) => `The invitation of ${name} is withdrawn.`, 'list');
const Accepted = () => ApiResponse({ status: 409, type: PageErrorDto, description: 'It has been accepted.' });

/** The invitation of a user who has not accepted yet. */
@Pages('org/:organisation/organisation/user/:id', 'users')
export class UserInvitationController {
  constructor(
    private readonly users: UsersService,
    private readonly invitations: InvitationsService,
    private readonly models: UserModels,
  ) {}

  @Post('invite')
  @HttpCode(200)
  @Idempotent()
  @RequiresInOrganisation('user.create', 'user.read')
  @TakesForms()
  @ApiOperation({ operationId: 'inviteUserPage', summary: 'Send the invitation again', description: 'Earlier ones are good no longer.' })
  @ApiOkResponse({ type: UserDetailDto })
  @Accepted()
  @Invites()
  async invite(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserDetailDto> {
    return this.after(caller, await this.invitations.invite(caller, id), reply);
  }

  @Post('withdraw-invitation')
  @HttpCode(200)
  @RequiresInOrganisation('user.create', 'user.read')
  @TakesForms()
  @ApiOperation({ operationId: 'withdrawInvitationPage', summary: 'Withdraw the invitation', description: 'What was sent is good no longer, what was given to the person is taken away, and only the audit shows the person; it can be sent again.' })
  @ApiOkResponse({ type: UserDetailDto })
  @Accepted()
  @Withdraws()
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserDetailDto> {
    return this.after(caller, await this.invitations.withdraw(caller, id), reply);
  }

  async model(caller: Member, id: number): Promise<UserDetailDto> {
    return this.models.detail(caller, await this.users.get(caller, id));
  }

  private after(caller: Member, user: Changed<User>, reply: FastifyReply): Promise<UserDetailDto> {
    epochHeader(reply, user.freshness);
    return this.model(caller, user.id);
  }
}
