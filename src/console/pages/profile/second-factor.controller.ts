import { applyDecorators, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { BeginSecondFactorRequest, ConfirmSecondFactorRequest, OwnSecondFactor, ProvedRequest } from '../../../features/own-account/index.js';
import { oneProof } from '../../../features/users/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { labelled } from '../../model/labels.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { BegunSecondFactorPageDto, RecoveryCodesPageDto, SecondFactorPageDto } from './profile.dto.js';
import { ProfileModels, profilePath } from './profile-models.js';
import { RecoveryCodesView } from './recovery-codes.view.js';
import { BegunSecondFactorView, ConfirmAgainView, SecondFactorView } from './second-factor.view.js';

const Limited = () =>
  applyDecorators(
    ApiResponse({ status: 409, type: PageErrorDto, description: 'It is not the time for it: there is one already, or none.' }),
    ApiResponse({ status: 429, type: PageErrorDto, description: 'Too many wrong passwords or codes; see `Retry-After`.' }),
  );
const again = { view: SecondFactorView, model: (page: SecondFactorPageController, caller: unknown) => page.get(caller as Caller) };

@Pages(['org/:organisation/profile/second-factor', 'account/second-factor'], 'profile')
export class SecondFactorPageController {
  constructor(
    private readonly models: ProfileModels,
    private readonly factor: OwnSecondFactor,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getSecondFactorPage', summary: 'Does signing in take a second factor?', description: 'For people: a key is told 403.' })
  @ApiOkResponse({ type: SecondFactorPageDto })
  @Shows(SecondFactorView)
  get(@CurrentCaller() caller: Caller): Promise<SecondFactorPageDto> {
    return this.models.secondFactor(caller);
  }

  @Post('begin')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(BeginSecondFactorRequest, 'BeginSecondFactorForm')
  @ApiOperation({ operationId: 'beginSecondFactorPage', summary: 'Get a secret for an app', description: 'It is asked for once `confirm` has seen a first code, within 15 minutes.' })
  @ApiOkResponse({ type: BegunSecondFactorPageDto })
  @Limited()
  @Submits<SecondFactorPageController, BegunSecondFactorPageDto, SecondFactorPageDto>({ shows: BegunSecondFactorView, form: again })
  async begin(@CurrentCaller() caller: Caller, @FormBody(BeginSecondFactorRequest) { password }: BeginSecondFactorRequest): Promise<BegunSecondFactorPageDto> {
    const self = profilePath(caller.organisation, 'second-factor');
    return { ...labelled(await this.factor.begin(caller, password)), _links: links({ list: self, confirm: `${self}confirm/` }) };
  }

  @Post('confirm')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(ConfirmSecondFactorRequest, 'ConfirmSecondFactorForm')
  @ApiOperation({ operationId: 'confirmSecondFactorPage', summary: 'Switch the second factor on', description: 'Answers recovery codes, this one time.' })
  @ApiOkResponse({ type: RecoveryCodesPageDto })
  @Limited()
  @Submits<SecondFactorPageController, RecoveryCodesPageDto, SecondFactorPageDto>({ shows: RecoveryCodesView, form: { ...again, view: ConfirmAgainView } })
  async confirm(@CurrentCaller() caller: Caller, @FormBody(ConfirmSecondFactorRequest) { totp }: ConfirmSecondFactorRequest): Promise<RecoveryCodesPageDto> {
    return codesOf(caller, await this.factor.confirm(caller, totp));
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(ProvedRequest, 'RecoveryCodesForm')
  @ApiOperation({ operationId: 'renewRecoveryCodesPage', summary: 'Get new recovery codes', description: 'Those there were are good no longer.' })
  @ApiOkResponse({ type: RecoveryCodesPageDto })
  @Limited()
  @Submits<SecondFactorPageController, RecoveryCodesPageDto, SecondFactorPageDto>({ shows: RecoveryCodesView, form: again })
  async renewCodes(@CurrentCaller() caller: Caller, @FormBody(ProvedRequest) form: ProvedRequest): Promise<RecoveryCodesPageDto> {
    return codesOf(caller, await this.factor.renewCodes(caller, form.password, oneProof(form)));
  }

  @Post('disable')
  @HttpCode(200)
  @SignedIn()
  @TakesForm(ProvedRequest, 'DisableSecondFactorForm')
  @ApiOperation({ operationId: 'disableSecondFactorPage', summary: 'Switch the second factor off', description: 'Takes the password and a code.' })
  @ApiOkResponse({ type: SecondFactorPageDto })
  @Limited()
  @Submits<SecondFactorPageController, SecondFactorPageDto, SecondFactorPageDto>({
    leads: ({ _links }) => ({ to: _links['self']?.href ?? '', says: 'The second factor is switched off. Your password alone lets you in.' }),
    form: again,
  })
  async disable(@CurrentCaller() caller: Caller, @FormBody(ProvedRequest) form: ProvedRequest): Promise<SecondFactorPageDto> {
    await this.factor.disable(caller, form.password, oneProof(form));
    return this.models.secondFactor(caller);
  }
}

const codesOf = ({ organisation }: Caller, codes: string[]): RecoveryCodesPageDto => ({ 'Recovery Codes': codes, _links: links({ security: profilePath(organisation, 'security') }) });
