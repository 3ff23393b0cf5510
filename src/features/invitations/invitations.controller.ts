import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Public, RequestOrigin, RequiresInOrganisation } from '../../access/http/index.js';
import { IdParam, ProblemDto } from '../../platform/http/index.js';
import { ChangedUserDto, InvitedUserDto, toUserDto } from '../users/index.js';
import { AcceptInvitation } from './accept-invitation.js';
import { AcceptedInvitationDto, AcceptInvitationRequest, toAcceptedDto } from './invitation.dto.js';
import { InvitationsService } from './invitations.service.js';

@ApiTags('users')
@Controller('api/v1')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly accepting: AcceptInvitation,
  ) {}

  @Post('invitations/accept')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    operationId: 'acceptInvitation',
    summary: 'Accept an invitation',
    description: 'The token comes by mail and is good once, for 7 days. The password is always needed: a new account gets it, an account that has one must give it.',
  })
  @ApiOkResponse({ type: AcceptedInvitationDto })
  @ApiUnauthorizedResponse({ type: ProblemDto, description: 'The account has another password.' })
  @ApiResponse({ status: 404, type: ProblemDto, description: 'Unknown, used, replaced by a newer one, or expired.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  async accept(@Body() body: AcceptInvitationRequest, @Req() request: FastifyRequest): Promise<AcceptedInvitationDto> {
    const accepted = await this.accepting.run(body.token, body.password, new RequestOrigin(request));
    return { ...toAcceptedDto(accepted), freshness: accepted.freshness };
  }

  @Post('organisations/:organisation/users/:id/invite')
  @HttpCode(200)
  @RequiresInOrganisation('user.create')
  @ApiOperation({
    operationId: 'inviteUser',
    summary: 'Send somebody who has not accepted a new invitation',
    description: 'Adding a user without a password sends the first one. Earlier ones are good no longer.',
  })
  @ApiOkResponse({ type: InvitedUserDto })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many invitations to this user, by the caller or in the organisation; see `Retry-After`.' })
  async invite(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<InvitedUserDto> {
    const user = await this.invitations.invite(caller, id);
    return { ...toUserDto(user), invitationGoesTo: user.invitationGoesTo, freshness: user.freshness };
  }

  @Post('organisations/:organisation/users/:id/withdraw-invitation')
  @HttpCode(200)
  @RequiresInOrganisation('user.create')
  @ApiOperation({
    operationId: 'withdrawInvitation',
    summary: 'Withdraw the invitation of somebody who has not accepted',
    description: 'What was sent is good no longer. The user is disabled, loses the roles, groups and key rights it was given, and is found in the audit alone; inviting again, or adding the login again (with another address, perhaps), opens a new one.',
  })
  @ApiOkResponse({ type: ChangedUserDto })
  async withdraw(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<ChangedUserDto> {
    const user = await this.invitations.withdraw(caller, id);
    return { ...toUserDto(user), freshness: user.freshness };
  }
}
