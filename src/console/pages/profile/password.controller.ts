import { Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { ChangePassword } from '../../../features/own-account/index.js';
import { personOf, SessionCookie, sessionSeconds } from '../../../features/sessions/index.js';
import { longestPassword } from '../../../features/users/index.js';
import { invalid } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type Field, type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { PasswordView } from './password.view.js';
import { ChangedPasswordPageDto, ChangePasswordForm } from './profile.dto.js';
import { profilePath } from './profile-models.js';

const fields: readonly Field[] = [
  { name: 'currentPassword', type: 'text', required: true, hint: 'The one you have' },
  { name: 'newPassword', type: 'text', required: true, hint: '12 to 128 characters, whichever you like; none of the common ones', maxLength: longestPassword },
  { name: 'newPasswordAgain', type: 'text', required: false, hint: 'The same once more', maxLength: longestPassword },
];

@Pages(['org/:organisation/profile/password', 'account/password'], 'profile')
export class PasswordPageController {
  constructor(
    private readonly changing: ChangePassword,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getPasswordForm', summary: 'What changing my password takes', description: 'For people: a key is told 403.' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(PasswordView)
  form(@CurrentCaller() caller: Caller): FormModel {
    personOf(caller);
    return formModel(fields, profilePath(caller.organisation, 'password'));
  }

  @Post()
  @HttpCode(200)
  @SignedIn()
  @TakesForm(ChangePasswordForm, 'PasswordForm')
  @ApiOperation({ operationId: 'changePasswordPage', summary: 'Change my password', description: 'All sessions end, and all tokens of the person’s keys; the keys go on. The answer sets the cookie of a new session.' })
  @ApiOkResponse({ type: ChangedPasswordPageDto })
  @ApiResponse({ status: 429, type: PageErrorDto, description: 'Too many wrong passwords; see `Retry-After`.' })
  @Submits<PasswordPageController, ChangedPasswordPageDto, FormModel>({
    leads: ({ _links }) => ({ to: _links['security']?.href ?? '', says: 'Your password is changed. You are signed out everywhere else.' }),
    form: { view: PasswordView, model: (page, caller) => page.form(caller) },
  })
  async change(@CurrentCaller() caller: Caller, @FormBody(ChangePasswordForm, { asks: { newPasswordAgain: 'is needed: type it once more' } }) form: ChangePasswordForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<ChangedPasswordPageDto> {
    if (form.newPasswordAgain !== undefined && form.newPasswordAgain !== form.newPassword) throw invalid([{ field: 'newPasswordAgain', message: 'is not the same as the new password' }]);
    const { token, session, freshness } = await this.changing.run(caller, form.currentPassword, form.newPassword);
    epochHeader(reply, freshness);
    reply.header('set-cookie', this.cookie.set(token, sessionSeconds));
    return { Session: String(session.id), _links: links({ security: profilePath(caller.organisation, 'security') }) };
  }
}
