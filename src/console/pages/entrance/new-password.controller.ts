import { Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { demandSameSite, Public, RequestOrigin } from '../../../access/http/index.js';
import { AppError } from '../../../errors/index.js';
import { passwordResetNotFound, UsePasswordReset } from '../../../features/own-account/index.js';
import { Config } from '../../../platform/config/index.js';
import { invalid } from '../../../platform/http/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto } from '../../model/form-model.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { EntrancePages } from './entrance-pages.js';
import { newPasswordForm, newPasswordPath, passwordResetForm } from './password-reset-forms.js';
import { NewPasswordForm, UsedPasswordResetPageDto } from './password-reset.dto.js';
import { NewPasswordView, PasswordResetView } from './password-reset.view.js';

@Pages('password-reset/new-password', 'entrance')
export class NewPasswordPageController {
  constructor(
    private readonly using: UsePasswordReset,
    private readonly pages: EntrancePages,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getNewPasswordForm', summary: 'Where the mail of a password reset leads' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(NewPasswordView)
  form(): FormModel {
    return newPasswordForm;
  }

  @Post()
  @Public()
  @HttpCode(200)
  @TakesForm(NewPasswordForm, 'NewPasswordPageForm')
  @ApiOperation({
    operationId: 'usePasswordResetPage',
    summary: 'Set a new password with the token of a password reset',
    description: 'All sessions of the person end. Nobody is signed in by it: that takes the new password, and the second factor of an account that has one.',
  })
  @ApiOkResponse({ type: UsedPasswordResetPageDto })
  @ApiResponse({ status: 404, type: PageErrorDto, description: 'Unknown, used, replaced by a newer one, or expired; or the account is disabled.' })
  @Submits<NewPasswordPageController, UsedPasswordResetPageDto, FormModel>({
    leads: ({ Login }) => ({ to: '/org/', says: `The new password of ${Login} is set. Sign in with it.` }),
    form: { view: NewPasswordView, model: (page) => page.form() },
  })
  async use(@FormBody(NewPasswordForm) form: NewPasswordForm, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<UsedPasswordResetPageDto | undefined> {
    demandSameSite(request, this.config.publicUrl);
    if (form.newPasswordAgain !== form.newPassword) throw invalid([{ field: 'newPasswordAgain', message: 'is not the same as the new password' }]);
    try {
      const { login } = await this.using.run(form.resetToken, form.newPassword, new RequestOrigin(request));
      return { Login: login, _links: links({ self: newPasswordPath }) };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== passwordResetNotFound) throw error;
      await this.pages.again(error, request, reply, PasswordResetView, (problem) => ({ ...passwordResetForm, problem: `${problem}. Ask for a new one.` }));
      return undefined;
    }
  }
}
