import { Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { demandSameSite, Public, RequestOrigin } from '../../../access/http/index.js';
import { passwordResetRequested, RequestPasswordReset, RequestPasswordResetRequest } from '../../../features/own-account/index.js';
import { Config } from '../../../platform/config/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto } from '../../model/form-model.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { newPasswordPath, passwordResetForm, passwordResetPath } from './password-reset-forms.js';
import { RequestedPasswordResetPageDto } from './password-reset.dto.js';
import { PasswordResetView } from './password-reset.view.js';

@Pages('password-reset', 'entrance')
export class PasswordResetPageController {
  constructor(
    private readonly requesting: RequestPasswordReset,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getPasswordResetForm', summary: 'Where people go who have forgotten their password' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(PasswordResetView)
  form(): FormModel {
    return passwordResetForm;
  }

  @Post()
  @Public()
  @HttpCode(202)
  @TakesForm(RequestPasswordResetRequest, 'PasswordResetForm')
  @ApiOperation({
    operationId: 'requestPasswordResetPage',
    summary: 'Ask for a password reset',
    description: 'A mail with a link goes to the address of the account. The answer is the same whether there is such an account or not.',
  })
  @ApiAcceptedResponse({ type: RequestedPasswordResetPageDto })
  @ApiResponse({ status: 429, type: PageErrorDto, description: 'Too many from one address; see `Retry-After`.' })
  @Submits<PasswordResetPageController, RequestedPasswordResetPageDto, FormModel>({
    leads: ({ Message }) => ({ to: newPasswordPath, says: Message }),
    form: { view: PasswordResetView, model: (page) => page.form() },
  })
  async request(@FormBody(RequestPasswordResetRequest) { login }: RequestPasswordResetRequest, @Req() request: FastifyRequest): Promise<RequestedPasswordResetPageDto> {
    demandSameSite(request, this.config.publicUrl);
    await this.requesting.run(login, new RequestOrigin(request));
    return { Message: passwordResetRequested.message, _links: links({ self: passwordResetPath, use: newPasswordPath }) };
  }
}
