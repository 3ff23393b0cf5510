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
import { SignInView } from '../../html/entrance/sign-in.view.js';
import { pageHtml } from '../../html/layout/document.js';
import { Flashes } from '../../people/flashes.js';
import { PageContexts } from '../../people/page-contexts.js';
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
    private readonly contexts: PageContexts,
    private readonly flashes: Flashes,
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
      const model = { next, login: form.login, problem: error.status === 429 ? lockedText(retryAfterSeconds) : error.message };
      reply.send(pageHtml(await this.contexts.of(request, reply), SignInView, model));
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
    this.flashes.leave(reply, 'You are signed out.');
    reply.header('set-cookie', this.cookie.clear()).redirect('/org/', 303);
  }
}

const lockedText = (seconds = 60): string =>
  `Too many attempts. Signing in is closed for this login or this address for ${Math.ceil(seconds / 60)} more minute${seconds > 60 ? 's' : ''}; a right password does not open it earlier`;
