import { Body, Controller, Delete, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../access/index.js';
import { CurrentCaller, demandSameSite, Public, RequestOrigin, SignedIn } from '../../access/http/index.js';
import { Config } from '../../platform/config/index.js';
import { ProblemDto } from '../../platform/http/index.js';
import { oneProof } from '../users/index.js';
import { SessionCookie } from './session-cookie.js';
import { CreateSessionRequest, EndedSessionDto, SessionDto, toSessionDto } from './session.dto.js';
import { sessionSeconds, SessionsService } from './sessions.service.js';

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in', description: 'The session is in the cookie the answer sets. An account with a second factor needs `totp` or `recoveryCode` as well: 401 `session.second-factor-required` says so.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiUnauthorizedResponse({ type: ProblemDto, description: 'The login or the password is wrong; or a second factor is wanting, or wrong.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  async signIn(@Body() body: CreateSessionRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionDto> {
    demandSameSite(request, this.config.publicUrl);
    const started = await this.sessions.signIn(body.login, body.password, new RequestOrigin(request), oneProof(body));
    reply.header('set-cookie', this.cookie.set(started.token, sessionSeconds));
    return toSessionDto(started);
  }

  @Delete('current')
  @SignedIn()
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out' })
  @ApiOkResponse({ type: EndedSessionDto })
  async signOut(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<EndedSessionDto> {
    await this.sessions.signOut(caller);
    reply.header('set-cookie', this.cookie.clear());
    return { signedIn: false };
  }
}
