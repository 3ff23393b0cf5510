import { Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { demandSameSite, Public, RequestOrigin } from '../../../access/http/index.js';
import { AppError } from '../../../errors/index.js';
import { type Accepted, AcceptInvitation, invitationNotFound } from '../../../features/invitations/index.js';
import { SessionCookie, sessionSeconds, SessionsService } from '../../../features/sessions/index.js';
import { Config } from '../../../platform/config/index.js';
import { invalid } from '../../../platform/http/index.js';
import { faceOf } from '../../faces/face.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { links, pagePath } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { Flashes } from '../../people/flashes.js';
import { EntrancePages } from './entrance-pages.js';
import { InvitationForm, InvitationPageDto } from './invitation.dto.js';
import { AcceptView, InvitationView, type ReturnedModel, ReturnedView } from './invitation.view.js';

const path = '/invitation';
const form = formModel(
  [
    { name: 'token', type: 'text', required: true, hint: 'What stands in the mail' },
    { name: 'password', type: 'text', required: false, hint: 'Left out: only tells what the invitation is for' },
    { name: 'passwordAgain', type: 'text', required: false, hint: 'A new one once more; programs leave it out' },
  ],
  path,
);

@Pages('invitation', 'entrance')
export class InvitationPageController {
  constructor(
    private readonly accepting: AcceptInvitation,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly pages: EntrancePages,
    private readonly flashes: Flashes,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getInvitationForm', summary: 'Where the mail of an invitation leads' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(InvitationView)
  form(): FormModel {
    return form;
  }

  @Post()
  @Public()
  @HttpCode(200)
  @TakesForm(InvitationForm, 'InvitationForm')
  @ApiOperation({
    operationId: 'acceptInvitationPage',
    summary: 'Accept an invitation',
    description: 'Without a password: what it is for, and whether a password is to be given or chosen. People go on signed in, unless their account has a second factor.',
  })
  @ApiOkResponse({ type: InvitationPageDto })
  @ApiResponse({ status: 401, type: PageErrorDto, description: 'The account has another password.' })
  @ApiResponse({ status: 404, type: PageErrorDto, description: 'Unknown, used, replaced by a newer one, or expired.' })
  @ApiResponse({ status: 429, type: PageErrorDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  @Submits<InvitationPageController, InvitationPageDto, ReturnedModel>({ form: { view: ReturnedView, model: (page, _, { body }) => page.returned((body ?? {})) } })
  async accept(@FormBody(InvitationForm) body: InvitationForm, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<InvitationPageDto | undefined> {
    demandSameSite(request, this.config.publicUrl);
    if (faceOf(request) === 'html') return this.forPeople(body, request, reply);
    if (body.password === undefined) return toModel(await this.accepting.look(body.token), false);
    if (body.passwordAgain !== undefined) demandAlike(body);
    return toModel(await this.accepting.run(body.token, body.password, new RequestOrigin(request)), true);
  }

  /** For a form that was not filled in well. */
  async returned({ token }: { token?: unknown }): Promise<ReturnedModel> {
    if (typeof token !== 'string') return form;
    const found = await this.accepting.look(token.trim()).catch(() => undefined);
    return found ? { ...toModel(found, false), token } : form;
  }

  private async forPeople({ token, password, passwordAgain }: InvitationForm, request: FastifyRequest, reply: FastifyReply): Promise<undefined> {
    try {
      const found = toModel(await this.accepting.look(token.trim()), false);
      if (password === undefined) {
        await this.pages.show(request, reply, AcceptView, { ...found, token });
        return undefined;
      }
      // Who has a password already shows it, and is told when it is not the one.
      if (!found['Has Password']) demandAlike({ password, passwordAgain });
      const done = await this.accepting.run(token.trim(), password, new RequestOrigin(request)).catch((error: unknown) =>
        this.pages.again(error, request, reply, AcceptView, (problem) => ({ ...found, token, problem })),
      );
      if (done) await this.enter(done, password, request, reply);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== invitationNotFound) throw error;
      await this.pages.again(error, request, reply, InvitationView, (problem) => ({ ...form, problem }));
    }
    return undefined;
  }

  /** With a second factor, or when signing in is closed, at the page where one signs in. */
  private async enter({ user, organisation }: Accepted, password: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      const { token } = await this.sessions.signIn(user.account.login, password, new RequestOrigin(request));
      reply.header('set-cookie', this.cookie.set(token, sessionSeconds));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    this.flashes.leave(reply, `Welcome to ${organisation.name}. You sign in as ${user.account.login}.`);
    reply.redirect(pagePath(organisation), 303);
  }
}

/** @throws 400 unless the new password was typed alike twice. */
function demandAlike({ password, passwordAgain }: Pick<InvitationForm, 'password' | 'passwordAgain'>): void {
  if (passwordAgain !== password) throw invalid([{ field: 'passwordAgain', message: 'is not the same as the new password' }]);
}

const toModel = ({ organisation, user }: Accepted, accepted: boolean): InvitationPageDto => ({
  Organisation: organisation.name,
  Login: user.account.login,
  'Has Password': accepted || user.account.passwordHash !== null,
  Accepted: accepted,
  _links: links({ self: path, organisation: accepted ? pagePath(organisation) : null }),
});
