import { Get, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { demandSameSite, Public, RequestOrigin } from '../../../access/http/index.js';
import { SetUp, setUpOver, SetUpRequest } from '../../../features/founding/index.js';
import { SessionCookie, sessionSeconds, SessionsService } from '../../../features/sessions/index.js';
import { Config } from '../../../platform/config/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type Field, type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { OrganisationPageDto } from '../organisation/organisation.dto.js';
import { SetUpView } from './set-up.view.js';

const fields: readonly Field[] = [
  { name: 'setUpCode', type: 'text', required: true, hint: 'What the server printed at its start, behind the #' },
  { name: 'organisationName', type: 'text', required: true, hint: 'What your organisation is called', maxLength: 100 },
  { name: 'slug', type: 'text', required: true, hint: 'Its name in addresses: a-z, 0-9 and -, beginning with a letter', maxLength: 63 },
  { name: 'displayName', type: 'text', required: true, hint: 'What you are called', maxLength: 100 },
  { name: 'login', type: 'text', required: true, hint: 'What you sign in with', maxLength: 100 },
  { name: 'email', type: 'text', required: true, hint: 'Where mail to you goes', maxLength: 190 },
  { name: 'password', type: 'text', required: true, hint: '12 to 128 characters, whichever you like; none of the common ones', maxLength: 128 },
];
const Over = () => ApiResponse({ status: 404, type: PageErrorDto, description: 'The server has been set up.' });

@Pages('setup', 'entrance')
export class SetUpPageController {
  constructor(
    private readonly setUp: SetUp,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getSetUpForm', summary: 'What a server without any account is set up with' })
  @ApiOkResponse({ type: FormModelDto })
  @Over()
  @Shows(SetUpView)
  async form(): Promise<FormModel> {
    if (!(await this.setUp.isOpen())) throw setUpOver();
    return formModel(fields, '/setup');
  }

  @Post()
  @Public()
  @TakesForm(SetUpRequest, 'SetUpForm')
  @ApiOperation({
    operationId: 'setUp',
    summary: 'Make the first organisation and its administrator',
    description: 'On an empty database only, with the code that the server printed. The administrator holds `role.super` and is instance operator; the answer sets the cookie of a session.',
  })
  @ApiCreatedResponse({ type: OrganisationPageDto })
  @ApiResponse({ status: 403, type: PageErrorDto, description: 'The code is wrong.' })
  @Over()
  @Submits<SetUpPageController, OrganisationPageDto, FormModel>({
    leads: ({ _links, Name }) => ({ to: _links['self']?.href ?? '', says: `${Name} is there, and you are its super user.` }),
    form: { view: SetUpView, model: (page) => page.form() },
  })
  async run(@FormBody(SetUpRequest) form: SetUpRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationPageDto> {
    demandSameSite(request, this.config.publicUrl);
    const { setUpCode, organisationName, slug, displayName, login, email, password } = form;
    const origin = new RequestOrigin(request);
    const made = await this.setUp.run(setUpCode, { slug, name: organisationName, administrator: { login, email, displayName, password } }, origin);
    const { token } = await this.sessions.signIn(login, password, origin);
    reply.header('set-cookie', this.cookie.set(token, sessionSeconds)).status(201);
    return { ...labelled({ id: String(made.id), name: made.name, slug: made.slug }), _links: links({ self: pagePath(made) }) };
  }
}
