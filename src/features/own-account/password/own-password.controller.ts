import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ProblemDto } from '../../../platform/http/index.js';
import { SessionCookie, sessionSeconds, toSessionDto } from '../../sessions/index.js';
import { ChangePassword } from './change-password.js';
import { ChangedPasswordDto, ChangePasswordRequest } from './own-password.dto.js';

@ApiTags('account')
@Controller('api/v1/me/password')
export class OwnPasswordController {
  constructor(
    private readonly changing: ChangePassword,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change my password',
    description:
      'For people: a key is told 403. All other sessions end, and all tokens of the person’s keys; the keys go on. This session ends as well, and the answer sets the cookie of a new one.',
  })
  @ApiOkResponse({ type: ChangedPasswordDto })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  async change(@CurrentCaller() caller: Caller, @Body() body: ChangePasswordRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<ChangedPasswordDto> {
    const started = await this.changing.run(caller, body.currentPassword, body.newPassword);
    reply.header('set-cookie', this.cookie.set(started.token, sessionSeconds));
    return { ...toSessionDto(started), freshness: started.freshness };
  }
}
