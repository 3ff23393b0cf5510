import { Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, demandSameSite, Public, RequestOrigin, SignedIn } from '../../../access/http/index.js';
import { AppError } from '../../../errors/index.js';
import { type FirstStep, secondStepOver, sessionSeconds, SessionCookie, SessionsService, type StartedSession, TwoStepSignIn } from '../../../features/sessions/index.js';
import { oneProof } from '../../../features/users/index.js';
import { Config } from '../../../platform/config/index.js';
import { ProblemDto } from '../../../platform/http/index.js';
import { faceOf } from '../../faces/face.js';
import { Pages } from '../../faces/pages.js';
import { SecondStepView } from '../../html/entrance/second-step.view.js';
import { SignInView } from '../../html/entrance/sign-in.view.js';
import { Flashes } from '../../people/flashes.js';
import { FormBody, TakesPlainForm } from '../../model/form-body.js';
import { localPath } from '../../model/local-path.js';
import { EntrancePages } from './entrance-pages.js';
import { SecondStepForm, SignInForm, SignOutForm } from './sign-in.dto.js';

const Goes = (description: string) => ApiResponse({ status: 303, description });

/** Where people come in and go out. The page to sign in at has no address of its own: it stands wherever one is not signed in. */
@Pages('/', 'entrance')
export class EntranceController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly twoSteps: TwoStepSignIn,
    private readonly pages: EntrancePages,
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

  @Get('sign-in')
  @Public()
  @HttpCode(303)
  @ApiOperation({ operationId: 'enterAgain', summary: 'Where people begin, for whoever loads the page of the form again' })
  @Goes('To the list of organisations.')
  enterAgain(@Res() reply: FastifyReply): void {
    this.enter(reply);
  }

  @Get('sign-in/second-factor')
  @Public()
  @HttpCode(303)
  @ApiOperation({ operationId: 'enterAnew', summary: 'The same, from the second step' })
  @Goes('To the list of organisations.')
  enterAnew(@Res() reply: FastifyReply): void {
    this.enter(reply);
  }

  @Post('sign-in')
  @Public()
  @HttpCode(303)
  @TakesPlainForm(SignInForm)
  @ApiOperation({
    operationId: 'signInPage',
    summary: 'Sign in',
    description: 'The session is in the cookie the answer sets. People get the page to sign in at again when it did not work, and the page of the second step where the account has a second factor; programs send `totp` or `recoveryCode` at once.',
  })
  @Goes('To the page that was asked for.')
  @ApiResponse({ status: 401, type: ProblemDto, description: 'The login or the password is wrong; or a second factor is wanting, or wrong.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  async signIn(@FormBody(SignInForm) form: SignInForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    demandSameSite(request, this.config.publicUrl);
    const next = localPath(form.next ?? '/org/');
    try {
      const first = await this.firstStep(form, request);
      if ('started' in first) return this.enterAt(next, first.started, reply);
      await this.pages.show(request, reply, SecondStepView, { next, step: first.note });
    } catch (error) {
      await this.pages.again(error, request, reply, SignInView, (problem) => ({ next, login: form.login, problem }));
    }
  }

  @Post('sign-in/second-factor')
  @Public()
  @HttpCode(303)
  @TakesPlainForm(SecondStepForm)
  @ApiOperation({ operationId: 'secondStepPage', summary: 'Sign in, second step', description: 'What the page sends that comes after the password where the account has a second factor: one of `totp` and `recoveryCode`.' })
  @Goes('To the page that was asked for.')
  @ApiResponse({ status: 401, type: ProblemDto, description: 'The code is wrong or was used before; or the first step was too long ago.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many wrong codes; see `Retry-After`.' })
  async secondStep(@FormBody(SecondStepForm) form: SecondStepForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    demandSameSite(request, this.config.publicUrl);
    const next = localPath(form.next ?? '/org/');
    const { step, recoveryCode } = form;
    // Apps show the digits in two groups, and so people type them.
    const proof = oneProof({ totp: form.totp?.replaceAll(/\s/g, ''), recoveryCode });
    try {
      this.enterAt(next, await this.twoSteps.finish(step, proof, new RequestOrigin(request)), reply);
    } catch (error) {
      if (error instanceof AppError && error.kind === secondStepOver) return this.pages.again(error, request, reply, SignInView, (problem) => ({ next, problem }));
      await this.pages.again(error, request, reply, SecondStepView, (problem) => ({ next, step, problem, recovering: recoveryCode !== undefined }));
    }
  }

  @Post('sign-out')
  @SignedIn()
  @HttpCode(303)
  @TakesPlainForm(SignOutForm, false)
  @ApiOperation({ operationId: 'signOutPage', summary: 'Sign out', description: 'Whoever only wants to sign in again says where to go on.' })
  @Goes('To the page to sign in at.')
  async signOut(@CurrentCaller() caller: Caller, @FormBody(SignOutForm) { next }: SignOutForm, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(caller);
    this.flashes.leave(reply, next === undefined ? 'You are signed out.' : 'Sign in again to go on where you were.');
    reply.header('set-cookie', this.cookie.clear()).redirect(localPath(next ?? '/org/'), 303);
  }

  /** Programs say all of it at once. */
  private async firstStep({ login, password, totp, recoveryCode }: SignInForm, request: FastifyRequest): Promise<FirstStep> {
    const origin = new RequestOrigin(request);
    const proof = oneProof({ totp, recoveryCode });
    if (faceOf(request) === 'html' && totp === undefined && recoveryCode === undefined) return this.twoSteps.begin(login, password, origin);
    return { started: await this.sessions.signIn(login, password, origin, proof) };
  }

  private enterAt(next: string, { token }: StartedSession, reply: FastifyReply): void {
    reply.header('set-cookie', this.cookie.set(token, sessionSeconds)).redirect(next, 303);
  }
}
