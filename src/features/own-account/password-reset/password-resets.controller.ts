import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public, RequestOrigin } from '../../../access/http/index.js';
import { ProblemDto } from '../../../platform/http/index.js';
import { passwordResetRequested, RequestedPasswordResetDto, RequestPasswordResetRequest, UsedPasswordResetDto, UsePasswordResetRequest } from './password-reset.dto.js';
import { RequestPasswordReset } from './request-password-reset.js';
import { UsePasswordReset } from './use-password-reset.js';

@ApiTags('account')
@Controller('api/v1/password-resets')
export class PasswordResetsController {
  constructor(
    private readonly requesting: RequestPasswordReset,
    private readonly using: UsePasswordReset,
  ) {}

  @Post()
  @HttpCode(202)
  @Public()
  @ApiOperation({
    operationId: 'requestPasswordReset',
    summary: 'Ask for a password reset',
    description: 'For people who have forgotten their password. A mail with a token goes to the address of the account: good once, for 1 hour; earlier ones are good no longer. The answer is the same whether there is such an account or not.',
  })
  @ApiAcceptedResponse({ type: RequestedPasswordResetDto })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many from one address; see `Retry-After`.' })
  async request(@Body() { login }: RequestPasswordResetRequest, @Req() request: FastifyRequest): Promise<RequestedPasswordResetDto> {
    await this.requesting.run(login, new RequestOrigin(request));
    return passwordResetRequested;
  }

  @Post('use')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    operationId: 'usePasswordReset',
    summary: 'Set a new password with the token of a password reset',
    description: 'All sessions of the person end, and all tokens of the person’s keys; the keys go on. Nobody is signed in by it: that takes the new password, and the second factor of an account that has one.',
  })
  @ApiOkResponse({ type: UsedPasswordResetDto })
  @ApiResponse({ status: 404, type: ProblemDto, description: 'Unknown, used, replaced by a newer one, or expired; or the account is disabled.' })
  async use(@Body() { token, newPassword }: UsePasswordResetRequest, @Req() request: FastifyRequest): Promise<UsedPasswordResetDto> {
    const { login, freshness } = await this.using.run(token, newPassword, new RequestOrigin(request));
    return { login, freshness };
  }
}
