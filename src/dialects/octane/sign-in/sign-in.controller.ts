import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { demandSameSite, Public, RequestOrigin } from '../../../access/http/index.js';
import { Config } from '../../../platform/config/index.js';
import { OctaneErrorDto } from '../wire/octane-error.dto.js';
import { OctaneCookie } from './octane-cookie.js';
import { readSignIn, SignInRequest } from './sign-in.dto.js';
import { SignIn } from './sign-in.js';

@ApiTags('authentication')
@Controller('authentication')
export class SignInController {
  constructor(
    private readonly signIns: SignIn,
    private readonly cookie: OctaneCookie,
    private readonly config: Config,
  ) {}

  @Post('sign_in')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in as a service key or a person',
    description: 'The answer has no body: the session is in the cookie `LWSSO_COOKIE_KEY`. A later answer may bring a fresh one; send the latest.',
  })
  @ApiBody({ type: SignInRequest })
  @ApiOkResponse({ description: 'Signed in; see `Set-Cookie`.' })
  @ApiUnauthorizedResponse({ type: OctaneErrorDto, description: 'The name or the secret is wrong, or no longer taken.' })
  @ApiResponse({ status: 429, type: OctaneErrorDto, description: 'Too many wrong secrets; see `Retry-After`.' })
  async signIn(@Body() body: Record<string, unknown>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    demandSameSite(request, this.config.publicUrl);
    const { name, secret } = readSignIn(body);
    reply.header('set-cookie', this.cookie.set(await this.signIns.run(name, secret, new RequestOrigin(request)), name));
  }

  @Post('sign_out')
  @HttpCode(200)
  @Public()
  @ApiOperation({ operationId: 'signOut', summary: 'End the session of the cookie', description: 'Without a session there is nothing to do, and that is no error.' })
  @ApiOkResponse({ description: 'Signed out.' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    demandSameSite(request, this.config.publicUrl);
    const token = this.cookie.read(request);
    if (token !== undefined) await this.signIns.end(token, new RequestOrigin(request));
    reply.header('set-cookie', this.cookie.clear());
  }
}
