import { Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, demandSameSite, Public, RequestOrigin, SignedIn } from '../../../access/http/index.js';
import { AppError } from '../../../errors/index.js';
import { sessionSeconds, SessionCookie, SessionsService } from '../../../features/sessions/index.js';
import { Config } from '../../../platform/config/index.js';
import { ProblemDto, TakesForms } from '../../../platform/http/index.js';
import { faceOf } from '../../faces/face.js';
import { Pages } from '../../faces/pages.js';
import { signInHtml } from '../../html/sign-in.view.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { localPath } from '../../model/local-path.js';
import { SignInForm } from './sign-in.dto.js';

const Goes = (description: string) => ApiResponse({ status: 303, description });

/** Where people come in and go out. The page to sign in at has no address of its own: it stands wherever one is not signed in. */
@Pages('/', 'entrance')
export class EntranceController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @HttpCode(303)
  @ApiOperation({ operationId: 'enter', summary: 'Where people begin' })
  @Goes('To the list of organisations.')
  enter(@Res() reply: FastifyReply): void {
    reply.redirect('/org/', 303);
  }

  @Post('sign-in')
  @Public()
  @HttpCode(303)
  @TakesForm(SignInForm, 'SignInMembers')
  @ApiOperation({ operationId: 'signInPage', summary: 'Sign in', description: 'The session is in the cookie the answer sets. People get the page to sign in at again when it did not work.' })
  @Goes('To the page that was asked for.')
  @ApiResponse({ status: 401, type: ProblemDto, description: 'The login or the password is wrong.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  async signIn(@FormBody(SignInForm) form: SignInForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    demandSameSite(request, this.config.publicUrl);
    const next = localPath(form.next ?? '/org/');
    try {
      const { token } = await this.sessions.signIn(form.login, form.password, new RequestOrigin(request));
      reply.header('set-cookie', this.cookie.set(token, sessionSeconds)).redirect(next, 303);
    } catch (error) {
      if (!(error instanceof AppError) || faceOf(request) === 'json') throw error;
      const { retryAfterSeconds } = error.extras;
      if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
      reply.status(error.status).type('text/html; charset=utf-8');
      reply.send(signInHtml({ next, login: form.login, problem: error.message }));
    }
  }

  @Post('sign-out')
  @SignedIn()
  @HttpCode(303)
  @TakesForms()
  @ApiOperation({ operationId: 'signOutPage', summary: 'Sign out' })
  @Goes('To the page to sign in at.')
  async signOut(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(caller);
    reply.header('set-cookie', this.cookie.clear()).redirect('/org/', 303);
  }
}
